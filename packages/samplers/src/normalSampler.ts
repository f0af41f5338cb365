import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { gaussian } from './mixture/gaussian.ts';
import { maximization } from './mixture/maximization.ts';
import { mixture } from './mixture/mixture.ts';
import { rowsOf } from './mixture/rowsOf.ts';
import { parameterRows } from './parameterRows.ts';
import type { FittedSampler, Sampler } from './sampler.ts';

const where = 'normalSampler';

export interface MeanAndCovariance {
  /** μ [size] */
  readonly mean: readonly number[];
  /** Σ [size, size], of n − 1 */
  readonly covariance: readonly (readonly number[])[];
}

/**
 * Codes of N(μ, Σ) with the mean and the covariance (of n − 1) that the codes have.
 *
 * A singular Σ is taken as it is: where codes lie in a subspace, samples lie in it too, and there is no density.
 *
 * @returns a sampler: fit takes codes [n, size], n ≥ 2
 * @throws SHAPE, NOT_FINITE for fewer than two codes; `logDensity` throws SINGULAR for codes in a subspace
 * @see Canziani, lecture 08-3: the decoder as generator
 * @example
 * const fitted = normalSampler().fit({ values: [0, 2, 1, 5, 2, 5], shape: [3, 2] });
 * fitted.parameters.mean; // [1, 4]
 * fitted.parameters.covariance; // [[1, 1.5], [1.5, 3]]
 * fitted.sample(64, { seed: 1 }).shape; // [64, 2]
 */
export function normalSampler(): Sampler<MeanAndCovariance> {
  return {
    fit(codes) {
      const data = float64Vectors(`${where}.fit`, codes);
      if (data.rows < 2) throw tooFew(data.rows);
      const unweighted = new Float64Array(data.rows).fill(1);
      const { means, covariances } = maximization(data, unweighted, { components: 1, regularization: 0 });
      return normal(
        means,
        covariances.map((value) => (value * data.rows) / (data.rows - 1)),
      );
    },
    from({ mean, covariance }) {
      const size = mean.length;
      const means = parameterRows(`${where}.from, mean`, [mean], [1, size]);
      return normal(means, parameterRows(`${where}.from, covariance`, covariance, [size, size]));
    },
  };
}

function normal(mean: Float64Array, covariance: Float64Array): FittedSampler<MeanAndCovariance> {
  const parameters = {
    mean: [...mean],
    // Made when asked for: the rows take as much memory again.
    get covariance() {
      return rowsOf(covariance, mean.length);
    },
  };
  const components = [gaussian(where, mean, covariance)];
  return mixture(where, mean.length, { weights: Float64Array.of(1), components }, parameters);
}

function tooFew(rows: number) {
  return expected({
    where: `${where}.fit`,
    expected: 'at least 2 codes',
    received: String(rows),
    todo: 'Pass the codes of a whole split.',
    code: 'SHAPE',
  });
}
