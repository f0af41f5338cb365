import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';

/**
 * (Σₖ wₖ)² / Σₖ wₖ²: of k weighted samples, how many count. 1 where one has all the weight, k where all are equal.
 *
 * @param logWeights log w of k samples for each of n examples [n, k], up to a constant for each example
 * @returns [n], each from 1 to k
 * @throws SHAPE, NOT_FINITE for weights that are not valid
 * @see Kong, "A note on importance sampling using standardized weights", 1992
 * @example
 * effectiveSampleSize({ values: [0, 0, 0, 0, 0, -1000], shape: [2, 3] }); // [3, 2]
 */
export function effectiveSampleSize(logWeights: HostArray<ArrayLike<number>>): Float64Array {
  const { values, rows, size } = float64Vectors('effectiveSampleSize', logWeights);
  return Float64Array.from({ length: rows }, (_, row) => {
    const logs = values.subarray(row * size, (row + 1) * size);
    const most = logs.reduce((m, value) => Math.max(m, value), -Infinity);
    const weights = logs.map((value) => Math.exp(value - most));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
  });
}
