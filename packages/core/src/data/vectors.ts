import { counted, expected } from '@latentkit/errors';
import type { HostArray } from './hostArray.ts';

/**
 * Refuse vectors that are not valid, or that hold a number that is not finite.
 *
 * @param where who refuses
 * @param vectors [rows, …]
 * @returns how many rows, and how many numbers each has
 * @throws SHAPE when the values do not fill the shape or there are none, NOT_FINITE for NaN and ±Infinity, with the place of the first
 * @example
 * checkVectors('mine', { values: [1, 2, 3, 4, 5, 6], shape: [3, 2] }); // { rows: 3, size: 2 }
 */
export function checkVectors(
  where: string,
  { values, shape }: HostArray<ArrayLike<number>>,
): { rows: number; size: number } {
  const rows = shape[0] ?? 0;
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(rows) || rows < 1 || size < 1 || rows * size !== values.length) {
    throw expected({
      where,
      expected: 'values that fill their shape [rows, size], at least one row of one number',
      received: `${counted(values.length, 'value')} for shape [${shape}]`,
      todo: 'Pass all rows one after the other, and how many there are of which size.',
      code: 'SHAPE',
    });
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw expected({
        where,
        expected: 'finite numbers',
        received: `${values[i]} in row ${Math.floor(i / size)}, number ${i % size}`,
        todo: 'Check where that row comes from.',
        code: 'NOT_FINITE',
      });
    }
  }
  return { rows, size };
}

/**
 * The same vectors in float64, scaled, to calculate with on the host.
 *
 * @param where who refuses
 * @param vectors [rows, …]
 * @returns a copy of the values, [rows · size] row by row
 * @throws SHAPE and NOT_FINITE as `checkVectors`
 * @example
 * float64Vectors('mine', { values: Uint8Array.of(0, 255), shape: [2, 1], scale: 1 / 255 }).values; // [0, 1]
 */
export function float64Vectors(
  where: string,
  vectors: HostArray<ArrayLike<number>>,
): { readonly values: Float64Array; readonly rows: number; readonly size: number } {
  const { rows, size } = checkVectors(where, vectors);
  const values = Float64Array.from(vectors.values);
  const { scale = 1 } = vectors;
  if (scale !== 1) for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * scale;
  return { values, rows, size };
}
