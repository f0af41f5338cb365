import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { codesOfSize } from './codesOfSize.ts';
import { diagonalGaussian } from './mixture/gaussian.ts';
import { mixture } from './mixture/mixture.ts';
import { rowsOf } from './mixture/rowsOf.ts';
import { parameterRows } from './parameterRows.ts';
import type { FittedSampler, Sampler } from './sampler.ts';

const where = 'aggregatePosteriorSampler';

/** What an encoder says of n examples: q(z|xᵢ) = N(μᵢ, diag vᵢ). */
export interface Posteriors<Rows = HostArray<ArrayLike<number>>> {
  /** μ [n, size] */
  readonly mean: Rows;
  /** log v [n, size] */
  readonly logVariance: Rows;
}

/**
 * Codes of the aggregate posterior q(z) = 1/n Σᵢ q(z|xᵢ): any example, then a code of it.
 *
 * `logDensity` costs n · size operations per code.
 *
 * @returns a sampler: fit takes means and log variances, both [n, size]
 * @throws SHAPE, NOT_FINITE for means or log variances that are not valid or do not fit each other
 * @see Tomczak & Welling, "VAE with a VampPrior", 2018, section 2
 * @example
 * const fitted = aggregatePosteriorSampler().fit({
 *   mean: { values: [-1, 0, 1, 0], shape: [2, 2] },
 *   logVariance: { values: [-2, -2, -2, -2], shape: [2, 2] },
 * });
 * fitted.sample(64, { seed: 1 }).shape; // [64, 2]
 */
export function aggregatePosteriorSampler(): Sampler<Posteriors<readonly (readonly number[])[]>, Posteriors> {
  return {
    fit({ mean, logVariance }) {
      const { values, rows, size } = float64Vectors(`${where}.fit, mean`, mean);
      const log = codesOfSize(`${where}.fit, logVariance`, logVariance, size);
      if (log.rows !== rows) throw notOneEach(rows, log.rows);
      return aggregate(values, log.values, size);
    },
    from({ mean, logVariance }) {
      const shape = [mean.length, mean[0]?.length ?? 0] as const;
      const means = parameterRows(`${where}.from, mean`, mean, shape);
      return aggregate(means, parameterRows(`${where}.from, logVariance`, logVariance, shape), shape[1]);
    },
  };
}

function aggregate(
  means: Float64Array,
  logVariances: Float64Array,
  size: number,
): FittedSampler<Posteriors<readonly (readonly number[])[]>> {
  const rows = means.length / size;
  const components = Array.from({ length: rows }, (_, i) =>
    diagonalGaussian(means.subarray(i * size, (i + 1) * size), logVariances.subarray(i * size, (i + 1) * size)),
  );
  return mixture(
    where,
    size,
    { weights: new Float64Array(rows).fill(1 / rows), components },
    {
      // Made when asked for: they take ten times the memory.
      get mean() {
        return rowsOf(means, size);
      },
      get logVariance() {
        return rowsOf(logVariances, size);
      },
    },
  );
}

function notOneEach(means: number, logVariances: number) {
  return expected({
    where: `${where}.fit`,
    expected: `${means} log variances, one row for each mean`,
    received: String(logVariances),
    todo: 'Pass both as the encoder gave them.',
    code: 'SHAPE',
  });
}
