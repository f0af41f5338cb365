import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Of a run folder. */
export const heldOutFile = 'held-out.json';

/** As fine as a rank is read: 2⁻¹⁶. */
export const mostEnergies = 65_536;

/** More than so many numbers take, 25 characters each at most. */
const mostBytes = 32 * mostEnergies;

/** What a file must have to be read as one. `model` is the sha256 of the weights that the energies are of. */
const shape = z.object({
  model: z.string(),
  split: z.enum(['train', 'test']),
  energies: z
    .array(z.number())
    .min(1)
    .max(mostEnergies)
    .refine((energies) => energies.every((energy, i) => i === 0 || energy >= (energies[i - 1] as number))),
});

export type StoredEnergies = z.infer<typeof shape>;

/** The energies stored in a run's folder; undefined where they are not there, damaged or not in order. */
export async function readHeldOut(folder: string): Promise<StoredEnergies | undefined> {
  const path = join(folder, heldOutFile);
  try {
    if ((await stat(path)).size > mostBytes) return undefined;
    return shape.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
