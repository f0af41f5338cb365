import type { HostArray } from '@latentkit/core';
import { endPoints } from './endPoints.ts';

/**
 * z(t) = (1 − t) a + t b at t = 0, 1/(steps − 1), …, 1: the straight path, its ends exact.
 *
 * @param a the code of the first row [size]
 * @param b the code of the last row [size]
 * @param steps how many codes, both ends among them, at least 2
 * @returns [steps, size]
 * @throws OPTION for fewer than 2 steps, SHAPE for codes of two sizes, NOT_FINITE
 * @example
 * linearInterpolation([0, 4], [2, 0], 3).values; // [0, 4, 1, 2, 2, 0]
 */
export function linearInterpolation(a: ArrayLike<number>, b: ArrayLike<number>, steps: number): HostArray {
  const [from, to] = endPoints('linearInterpolation', a, b, steps);
  const size = from.length;
  const values = Float32Array.from({ length: steps * size }, (_, i) => {
    const t = Math.floor(i / size) / (steps - 1);
    return (1 - t) * (from[i % size] as number) + t * (to[i % size] as number);
  });
  return { values, shape: [steps, size] };
}
