import type { SweepConfig } from './sweepConfig.ts';

/**
 * Epochs at which trials are compared: min_iter · etaᵏ below all epochs, and all. One without early termination.
 *
 * Source: Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020 (ASHA).
 */
export function rungsOf({ earlyTerminate }: Pick<SweepConfig, 'earlyTerminate'>, epochs: number): number[] {
  const rungs: number[] = [];
  if (earlyTerminate) for (let at = earlyTerminate.minIter; at < epochs; at *= earlyTerminate.eta) rungs.push(at);
  return [...rungs, epochs];
}
