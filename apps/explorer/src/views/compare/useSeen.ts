import type { Run } from '../../run/run.ts';
import { type Latest, useLatest } from '../../run/useLatest.ts';

/** What a run makes of one observation. */
export interface Seen {
  readonly code: Float32Array;
  readonly reconstruction: Float32Array;
  /** Each term by its name. */
  readonly energy: Readonly<Record<string, number>>;
}

/** Code, reconstruction and energy of an observation, anew when it changes. */
export function useSeen(run: Run, y: Float32Array | undefined): Latest<Seen> {
  return useLatest(() => (y ? see(run, y) : undefined), [run, y]);
}

async function see(run: Run, y: Float32Array): Promise<Seen> {
  const { code, given } = await run.encode(y);
  const reconstruction = await run.decode(code, given);
  const energy = Object.entries(await run.energy(y)).map(([name, values]) => [name, values[0] as number]);
  return { code, reconstruction, energy: Object.fromEntries(energy) };
}
