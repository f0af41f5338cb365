import type { LoadedPlan } from '../plan/loadedPlan.ts';

/** A system on a plan, in a page. */
export interface Stepping {
  /** A step from the numbers of a batch to the new weights; its loss. `noise` is for systems that do not draw ours. */
  step(rows: Int32Array, noise?: Float32Array): Promise<number>;
}

export interface PageSystem {
  readonly version: string;
  start(plan: LoadedPlan): Promise<Stepping>;
}
