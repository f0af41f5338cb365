import { permutation, streams } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { subset } from './subset.ts';

/**
 * Hold some rows out: two splits without a common row, drawn by the seed, each in the order of the whole.
 *
 * @param options.validation how many rows to hold out, or below 1 their share
 * @returns `train` and `validation`, copies that together hold every row once
 * @throws `OPTION` when a part would have no rows
 * @example
 * const { train, validation } = split(whole, { validation: 5000, seed: 1 });
 */
export function split(
  whole: Split,
  { validation, seed = 0 }: { validation: number; seed?: number },
): { train: Split; validation: Split } {
  const rows = whole.y.shape[0] as number;
  const count = validation < 1 ? Math.round(validation * rows) : validation;
  if (!Number.isInteger(count) || count < 1 || count >= rows) {
    throw expected({
      where: 'split, validation',
      expected: `a count from 1 to ${rows - 1}, or a share between 0 and 1 that leaves rows in both parts`,
      received: String(validation),
      todo: 'Hold fewer rows out, or more than none.',
      code: 'OPTION',
    });
  }
  const order = permutation(rows, { seed, step: 0, stream: streams.split });
  return {
    train: subset(whole, order.slice(count).sort()),
    validation: subset(whole, order.slice(0, count).sort()),
  };
}
