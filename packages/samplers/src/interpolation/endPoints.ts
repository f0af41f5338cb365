import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { checkWhole } from '../checkWhole.ts';

/** The two ends of a path in float64, [size] each. */
export function endPoints(
  where: string,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  steps: number,
): readonly [Float64Array, Float64Array] {
  checkWhole(where, 'steps', steps, 2);
  if (a.length !== b.length) {
    throw expected({
      where,
      expected: `two codes of one size`,
      received: `sizes ${a.length} and ${b.length}`,
      todo: 'Pass codes of one model.',
      code: 'SHAPE',
    });
  }
  return [
    float64Vectors(where, { values: a, shape: [1, a.length] }).values,
    float64Vectors(where, { values: b, shape: [1, b.length] }).values,
  ];
}
