import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLatentKitError } from '@latentkit/errors';
import type { OpenRun } from '../folder/openRun.ts';
import { folderAt } from '../folder/runFolder.ts';
import { energies } from './energies.ts';
import { heldOutFile, mostEnergies, readHeldOut, type StoredEnergies } from './heldOutFile.ts';
import { usedRows } from './usedRows.ts';

/** Energies that new rows are ranked among. */
export interface HeldOut {
  /** `test`; `train` where no rows were held out. */
  readonly split: 'train' | 'test';
  /** Upwards; of very many rows, 65 536 evenly spaced ones of the sorted list. */
  readonly energies: Float64Array;
}

/**
 * Energies of the rows that were held out in training, ascending: those in the run's folder if they are of its weights, else computed and written there.
 * So rows can be ranked when the data of the run are gone.
 *
 * @throws what `data()` of the run throws, where they must be computed
 */
export async function heldOut(run: OpenRun): Promise<HeldOut> {
  const model = await weightsOf(run);
  const stored = await readHeldOut(run.path);
  if (stored?.model === model) return { split: stored.split, energies: Float64Array.from(stored.energies) };
  const { test } = await run.data();
  const split = test.y.shape[0] === 0 ? 'train' : 'test';
  const { energy } = await energies(run, await usedRows(run, { split }));
  const sorted = thinned(energy.filter(Number.isFinite).sort());
  const text = `${JSON.stringify({ model, split, energies: [...sorted] } satisfies StoredEnergies)}\n`;
  // A folder that only can be read is used all the same.
  await folderAt(run.path)
    .write(heldOutFile, text)
    .catch((error) => {
      if (!isLatentKitError(error) || error.code !== 'IO') throw error;
    });
  return { split, energies: sorted };
}

/** Share of the held-out rows with a lower energy, in [0, 1]. */
export function rankAmong({ energies }: HeldOut, energy: number): number {
  let [low, high] = [0, energies.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((energies[middle] as number) < energy) low = middle + 1;
    else high = middle;
  }
  return low / energies.length;
}

/** The energy that a share of the held-out rows does not exceed. @param quantile above 0, at most 1 */
export function thresholdAt({ energies }: HeldOut, quantile: number): number {
  return energies[Math.ceil(quantile * energies.length) - 1] as number;
}

function thinned(sorted: Float64Array): Float64Array {
  if (sorted.length <= mostEnergies) return sorted;
  const step = sorted.length / mostEnergies;
  return Float64Array.from({ length: mostEnergies }, (_, i) => sorted[Math.floor((i + 0.5) * step)] as number);
}

async function weightsOf({ path }: OpenRun): Promise<string> {
  const bytes = await readFile(join(path, 'model', 'weights.safetensors'));
  return createHash('sha256').update(bytes).digest('hex');
}
