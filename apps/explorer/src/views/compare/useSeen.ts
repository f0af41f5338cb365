import { freeEnergy } from '../../run/freeEnergy.ts';
import type { Run } from '../../run/run.ts';
import { type Latest, useLatest } from '../../run/useLatest.ts';

/** What a run makes of one observation. */
export interface Seen {
  readonly code: Float32Array;
  readonly reconstruction: Float32Array;
  /** Each term by its name. */
  readonly terms: Readonly<Record<string, number>>;
  /** F(y), their weighted sum. */
  readonly energy: number;
}

/** Code, reconstruction and energy of an observation, recomputed when it changes. */
export function useSeen(run: Run, y: Float32Array | undefined): Latest<Seen> {
  return useLatest(() => (y ? see(run, y) : undefined), [run, y]);
}

async function see(run: Run, y: Float32Array): Promise<Seen> {
  const { code, given } = await run.encode(y);
  const reconstruction = await run.decode(code, given);
  const terms = await run.energy(y);
  return {
    code,
    reconstruction,
    terms: Object.fromEntries(Object.entries(terms).map(([name, [value]]) => [name, value as number])),
    energy: freeEnergy(run.card, terms)[0] as number,
  };
}
