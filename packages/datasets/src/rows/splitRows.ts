import { permutation, streams } from '@latentkit/core';
import { expected } from '@latentkit/errors';

/**
 * Which of this many rows are held out: two lists without a common row, drawn by the seed, each upwards.
 *
 * @param options.validation how many rows to hold out, or below 1 their share
 * @param options.where what errors call the count
 * @throws `OPTION` when a part would have no rows
 */
export function splitRows(
  rows: number,
  { validation, seed, where = 'split, validation' }: { validation: number; seed: number; where?: string },
): { train: Int32Array; validation: Int32Array } {
  if (rows < 2) {
    throw expected({
      where: 'split',
      expected: 'at least two rows, one to learn from and one to hold out',
      received: String(rows),
      todo: 'Give more rows, or hold none out (test: 0).',
      code: 'OPTION',
    });
  }
  const count = validation < 1 ? Math.round(validation * rows) : validation;
  if (!Number.isInteger(count) || count < 1 || count >= rows) {
    throw expected({
      where,
      expected: `a count from 1 to ${rows - 1}, or a share between 0 and 1 that leaves rows in both parts`,
      received: String(validation),
      todo: 'Hold out fewer rows, but at least one.',
      code: 'OPTION',
    });
  }
  const order = permutation(rows, { seed, step: 0, stream: streams.split });
  return { train: order.slice(count).sort(), validation: order.slice(0, count).sort() };
}
