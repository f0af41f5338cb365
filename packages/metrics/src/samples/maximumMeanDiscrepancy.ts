import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { Similarity } from './similarities.ts';

const where = 'maximumMeanDiscrepancy';

/**
 * MMD² = E k(x, x′) + E k(y, y′) − 2 E k(x, y): how far two samples are from one distribution, 0 for the same.
 *
 * Unbiased leaves out the pairs of a vector with itself, and may be below 0; biased keeps them, and is not. Costs (n + m)² · size / 2
 * multiplications.
 *
 * @param first x [n, size]
 * @param second y [m, size]
 * @param options.kernel e.g. `gaussianSimilarity(1)`
 * @param options.biased false by default
 * @returns MMD², in units of the kernel
 * @throws SHAPE for vectors of two sizes, or for one vector where unbiased needs two; NOT_FINITE
 * @see Gretton et al., "A kernel two-sample test", JMLR 13 (2012)
 * @example
 * const [x, y] = [{ values: [0, 1], shape: [2, 1] }, { values: [0, 1], shape: [2, 1] }];
 * maximumMeanDiscrepancy(x, y, { kernel: gaussianSimilarity(1), biased: true }); // 0
 */
export function maximumMeanDiscrepancy(
  first: HostArray<ArrayLike<number>>,
  second: HostArray<ArrayLike<number>>,
  { kernel, biased = false }: { readonly kernel: Similarity; readonly biased?: boolean },
): number {
  const x = float64Vectors(`${where}, first`, first);
  const y = float64Vectors(`${where}, second`, second);
  if (x.size !== y.size) throw twoSizes(x.size, y.size);
  return within(x, kernel, biased) + within(y, kernel, biased) - 2 * between(x, y, kernel);
}

interface Rows {
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
}

/** The mean of k over the pairs of one sample. */
function within(x: Rows, kernel: Similarity, biased: boolean): number {
  if (!biased && x.rows < 2) throw tooFew();
  let sum = 0;
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < i; j++) sum += kernel(squaredDistance(x, i, x, j));
  return biased ? (2 * sum + x.rows * kernel(0)) / x.rows ** 2 : (2 * sum) / (x.rows * (x.rows - 1));
}

/** The mean of k over all pairs of two samples. */
function between(x: Rows, y: Rows, kernel: Similarity): number {
  let sum = 0;
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < y.rows; j++) sum += kernel(squaredDistance(x, i, y, j));
  return sum / (x.rows * y.rows);
}

function squaredDistance(x: Rows, i: number, y: Rows, j: number): number {
  const { size } = x;
  let sum = 0;
  for (let k = 0; k < size; k++) {
    const difference = (x.values[i * size + k] as number) - (y.values[j * size + k] as number);
    sum += difference * difference;
  }
  return sum;
}

function twoSizes(first: number, second: number) {
  return expected({
    where,
    expected: 'vectors of one size',
    received: `sizes ${first} and ${second}`,
    todo: 'Pass codes of one model, or of one feature map.',
    code: 'SHAPE',
  });
}

function tooFew() {
  return expected({
    where,
    expected: 'at least 2 vectors on each side',
    received: '1',
    todo: 'Pass more, or biased: true.',
    code: 'SHAPE',
  });
}
