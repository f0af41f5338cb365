import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

const where = 'traversal';

/**
 * One code again and again, its number `axis` replaced by each of `values`: what that number means, seen through a decoder.
 *
 * @param code [size]
 * @param axis which number, 0 … size − 1
 * @param values what it becomes
 * @returns [values.length, size]
 * @throws OPTION for an axis that the code has not, SHAPE for no code or no values, NOT_FINITE
 * @see Higgins et al., "β-VAE", 2017, figure 2
 * @example
 * traversal([7, 8, 9], 1, [-1, 0, 1]).values; // [7, -1, 9, 7, 0, 9, 7, 1, 9]
 */
export function traversal(code: ArrayLike<number>, axis: number, values: ArrayLike<number>): HostArray {
  const size = code.length;
  const { values: fixed } = float64Vectors(`${where}, code`, { values: code, shape: [1, size] });
  const { values: moved, rows } = float64Vectors(`${where}, values`, { values, shape: [values.length, 1] });
  if (!Number.isSafeInteger(axis) || axis < 0 || axis >= size) {
    throw expected({
      where,
      expected: `an axis from 0 to ${size - 1}`,
      received: String(axis),
      todo: 'Pass the index of a latent dimension.',
      code: 'OPTION',
    });
  }
  const codes = Float32Array.from({ length: rows * size }, (_, i) =>
    i % size === axis ? (moved[Math.floor(i / size)] as number) : (fixed[i % size] as number),
  );
  return { values: codes, shape: [rows, size] };
}
