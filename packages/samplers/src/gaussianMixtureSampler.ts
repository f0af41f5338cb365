import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { counted, expected } from '@latentkit/errors';
import { checkWhole } from './checkWhole.ts';
import type { Codes, Estimate } from './mixture/estimate.ts';
import { gaussians } from './mixture/expectation.ts';
import { type Ascent, expectationMaximization } from './mixture/expectationMaximization.ts';
import { kMeans } from './mixture/kMeans.ts';
import { maximization } from './mixture/maximization.ts';
import { mixture } from './mixture/mixture.ts';
import { rowsOf } from './mixture/rowsOf.ts';
import { parameterRows } from './parameterRows.ts';
import type { FittedSampler, Sampler } from './sampler.ts';

const where = 'gaussianMixtureSampler';

export interface MixtureOptions {
  readonly components: number;
  /** Starts, of which the likeliest end is kept. */
  readonly restarts?: number;
  /** The fit ends where an iteration gains less, in nats per code. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Added to each variance, in squared units of a code. */
  readonly regularization?: number;
}

export interface MixtureParameters {
  /** w [components] */
  readonly weights: readonly number[];
  /** μ [components, size] */
  readonly means: readonly (readonly number[])[];
  /** Σ [components, size, size] */
  readonly covariances: readonly (readonly (readonly number[])[])[];
}

export interface FittedMixture extends FittedSampler<MixtureParameters> {
  /** Mean over the codes of log p(z), in nats. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** Whether the last iteration gained less than the tolerance. */
  readonly converged: boolean;
}

/**
 * Codes of a mixture of Gaussians p(z) = Σₖ wₖ N(z; μₖ, Σₖ) with full covariances, fitted by expectation and maximisation.
 *
 * Each start is a k-means++ grouping; `regularization` on the diagonals keeps a component on few codes, or in a subspace, from collapsing.
 * An iteration costs about n · components · size² multiplications.
 *
 * @returns a sampler: fit takes codes [n, size], n ≥ components
 * @throws OPTION for counts that are not valid, SHAPE for fewer codes than components, NOT_FINITE
 * @see Dempster, Laird & Rubin, 1977; Bishop, "Pattern recognition and machine learning", 2006, 9.2; Canziani, lecture 08-3
 * @example
 * const codes = { values: [0, 1, 2, 10, 11, 12], shape: [6, 1] };
 * const fitted = gaussianMixtureSampler({ components: 2 }).fit(codes, { seed: 1 });
 * fitted.parameters.weights; // [0.5, 0.5]
 * fitted.sample(64, { seed: 1 }).shape; // [64, 1]
 */
export function gaussianMixtureSampler({
  components,
  restarts = 3,
  tolerance = 1e-4,
  maxIterations = 200,
  regularization = 1e-6,
}: MixtureOptions): Sampler<MixtureParameters, HostArray<ArrayLike<number>>, FittedMixture> {
  checkWhole(where, 'components', components, 1);
  checkWhole(where, 'restarts', restarts, 1);
  checkWhole(where, 'maxIterations', maxIterations, 1);
  checkNotNegative('tolerance', tolerance);
  checkNotNegative('regularization', regularization);
  return {
    fit(codes, { seed = 0 } = {}) {
      const data = float64Vectors(`${where}.fit`, codes);
      if (data.rows < components) throw tooFew(data.rows, components);
      const ascents = Array.from({ length: restarts }, (_, step) => {
        const start = maximization(data, memberships(data, components, { seed, step }), { components, regularization });
        return expectationMaximization(where, data, start, { tolerance, maxIterations, regularization });
      });
      const best = ascents.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
      return { ...fitted(best.estimate, data.size), ...outcome(best) };
    },
    from({ weights, means, covariances }) {
      const [count, size] = [means.length, means[0]?.length ?? 0];
      checkShares(weights);
      return fitted(
        {
          weights: parameterRows(`${where}.from, weights`, [weights], [1, count]),
          means: parameterRows(`${where}.from, means`, means, [count, size]),
          covariances: parameterRows(`${where}.from, covariances`, covariances.flat(), [count * size, size]),
        },
        size,
      );
    },
  };
}

/** One-hot responsibilities [rows, components]. */
function memberships(codes: Codes, components: number, draw: { seed: number; step: number }): Float64Array {
  const responsibilities = new Float64Array(codes.rows * components);
  kMeans(codes, components, draw).forEach((group, i) => {
    responsibilities[i * components + group] = 1;
  });
  return responsibilities;
}

function fitted(estimate: Estimate, size: number): FittedSampler<MixtureParameters> {
  const covariances = Array.from(estimate.weights, (_, k) =>
    rowsOf(estimate.covariances.subarray(k * size * size, (k + 1) * size * size), size),
  );
  const parameters = { weights: [...estimate.weights], means: rowsOf(estimate.means, size), covariances };
  return mixture(where, size, { weights: estimate.weights, components: gaussians(where, estimate, size) }, parameters);
}

const outcome = ({ logLikelihood, iterations, converged }: Ascent) => ({ logLikelihood, iterations, converged });

function tooFew(rows: number, components: number) {
  return expected({
    where: `${where}.fit`,
    expected: `at least ${counted(components, 'code')} for ${counted(components, 'component')}`,
    received: String(rows),
    todo: 'Pass more codes, or ask for fewer components.',
    code: 'SHAPE',
  });
}

function checkShares(weights: readonly number[]): void {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!weights.every((weight) => weight >= 0) || Math.abs(sum - 1) > 1e-6) {
    throw expected({
      where: `${where}.from`,
      expected: 'non-negative weights that sum to 1',
      received: String(weights),
      todo: 'Pass parameters as a fitted sampler gives them.',
      code: 'OPTION',
    });
  }
}

function checkNotNegative(name: string, value: number): void {
  if (!(value >= 0 && Number.isFinite(value))) {
    throw expected({
      where,
      expected: `${name} to be a finite number of at least 0`,
      received: String(value),
      todo: `Leave ${name} out for its default.`,
      code: 'OPTION',
    });
  }
}
