import type { Codes, Estimate } from './estimate.ts';
import { expectation } from './expectation.ts';
import { maximization } from './maximization.ts';

export interface Ascent {
  readonly estimate: Estimate;
  /** Mean over the codes of log p(z) under the estimate, in nats. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** Whether the last iteration gained less than the tolerance. */
  readonly converged: boolean;
}

/**
 * Expectation and maximisation in turns, until an iteration gains less than `tolerance` nats per code.
 *
 * @see Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm", 1977
 */
export function expectationMaximization(
  where: string,
  codes: Codes,
  start: Estimate,
  options: { tolerance: number; maxIterations: number; regularization: number },
): Ascent {
  const components = start.weights.length;
  const responsibilities = new Float64Array(codes.rows * components);
  let estimate = start;
  let logLikelihood = expectation(where, codes, estimate, responsibilities);
  for (let iterations = 1; iterations <= options.maxIterations; iterations++) {
    const before = logLikelihood;
    estimate = maximization(codes, responsibilities, { components, regularization: options.regularization });
    logLikelihood = expectation(where, codes, estimate, responsibilities);
    if (Math.abs(logLikelihood - before) < options.tolerance) {
      return { estimate, logLikelihood, iterations, converged: true };
    }
  }
  return { estimate, logLikelihood, iterations: options.maxIterations, converged: false };
}
