import { freeEnergy } from '../../run/freeEnergy.ts';
import type { Run } from '../../run/run.ts';
import { useLatest } from '../../run/useLatest.ts';

/** What a run makes of one observation. */
export interface Judged {
  /** The observation itself, to tell an old judgement from a new one. */
  readonly of: Float32Array;
  readonly code: Float32Array;
  readonly reconstruction: Float32Array;
  /** Bare terms. */
  readonly terms: Readonly<Record<string, number>>;
  /** F, their weighted sum. */
  readonly energy: number;
  /** The class of least energy, of a model that knows classes. */
  readonly taken?: number;
}

/** One observation's code, reconstruction and energy, recomputed when it changes. */
export function useJudged(run: Run, x: Float32Array) {
  return useLatest(async (): Promise<Judged> => {
    const [{ code, given }, terms] = await Promise.all([run.encode(x), run.energy(x)]);
    const reconstruction = await run.decode(code, given);
    const numbers = Object.entries(terms).map(([name, values]) => [name, values[0] as number] as const);
    const energy = freeEnergy(run.card, terms)[0] as number;
    const taken = given && { taken: given.indexOf(Math.max(...given)) };
    return { of: x, code, reconstruction, terms: Object.fromEntries(numbers), energy, ...taken };
  }, [run, x]);
}
