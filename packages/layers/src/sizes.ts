import { expected } from '@latentkit/errors';

/** @throws `OPTION` unless each is a whole number of at least `least` */
export function checkSizes(where: string, sizes: readonly number[], least = 1): void {
  if (sizes.every((size) => Number.isSafeInteger(size) && size >= least)) return;
  throw expected({
    where,
    expected: `whole numbers of at least ${least}`,
    received: `[${sizes}]`,
    todo: 'Sizes count units, pixels or channels.',
    code: 'OPTION',
  });
}

/** @throws `OPTION` unless this is a shape of one example: at least one axis, all of at least one */
export function checkShape(where: string, shape: readonly number[]): void {
  checkSizes(where, shape);
  if (shape.length > 0) return;
  throw expected({
    where,
    expected: 'at least one size',
    received: '[]',
    todo: 'Give the shape of one example, without the batch.',
    code: 'OPTION',
  });
}

/** @throws `SHAPE` unless these are the sizes [height, width, channels] of an image */
export function checkImage(where: string, shape: readonly number[]): void {
  checkSizes(where, shape);
  if (shape.length === 3) return;
  throw expected({
    where,
    expected: '[height, width, channels]',
    received: `[${shape}]`,
    todo: 'Give the shape of one example, without the batch.',
    code: 'SHAPE',
  });
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
