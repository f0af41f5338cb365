import { float64Vectors } from '@latentkit/core/internal';
import { counted, expected } from '@latentkit/errors';

/** Rows that may come from a file: `count` of them, all of `size` finite numbers. [count · size] */
export function parameterRows(
  where: string,
  rows: readonly (readonly number[])[],
  [count, size]: readonly [number, number],
): Float64Array {
  const odd = rows.find((row) => row.length !== size);
  if (odd || rows.length !== count) {
    throw expected({
      where,
      expected: `${count} × ${size} numbers`,
      received: odd ? `a row of ${odd.length}` : counted(rows.length, 'row'),
      todo: 'Pass parameters as a fitted sampler gives them.',
      code: 'SHAPE',
    });
  }
  return float64Vectors(where, { values: rows.flat(), shape: [count, size] }).values;
}
