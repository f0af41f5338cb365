import { expected } from '@latentkit/errors';
import { checkLabels } from './labelled.ts';

/** How often class a was taken for class b. */
export interface Confusion {
  /** [classes, classes]: row a is what the examples of class a were taken for. */
  readonly values: Int32Array;
  /** [classes, classes] */
  readonly shape: readonly [number, number];
}

/**
 * Count which class was taken for which.
 *
 * @param actual [n], whole numbers from 0
 * @param predicted [n]
 * @param classes one more than the greatest label by default
 * @returns counts [classes, classes], actual by predicted
 * @throws SHAPE for labels that are not as many, LABEL for labels that are not valid
 * @example
 * confusion([0, 0, 1], [0, 1, 1]); // { values: [1, 1, 0, 1], shape: [2, 2] }
 */
export function confusion(actual: ArrayLike<number>, predicted: ArrayLike<number>, classes?: number): Confusion {
  const from = checkLabels('confusion, actual', actual, actual.length);
  const to = checkLabels('confusion, predicted', predicted, actual.length);
  const most = from.reduce((m, label, i) => Math.max(m, label, to[i] as number), -1);
  const count = classes ?? most + 1;
  if (!Number.isSafeInteger(count) || count <= most) {
    throw expected({
      where: 'confusion',
      expected: `more than ${most} classes`,
      received: String(count),
      todo: 'Pass the number of classes, or leave it out.',
      code: 'OPTION',
    });
  }
  const values = new Int32Array(count * count);
  from.forEach((label, i) => {
    const at = label * count + (to[i] as number);
    values[at] = (values[at] as number) + 1;
  });
  return { values, shape: [count, count] };
}
