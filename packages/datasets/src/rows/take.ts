import type { Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { mapTables } from './mapTables.ts';

/**
 * The first `count` rows of a split: a view, nothing is copied.
 *
 * @returns y [count, …row], label [count], factors [count, factors]
 * @throws `OPTION` for a count that is not from 1 to the number of rows
 * @example
 * const few = take(train, 1000);
 */
export function take(split: Split, count: number): Split {
  const rows = split.y.shape[0] as number;
  if (!Number.isInteger(count) || count < 1 || count > rows) {
    throw expected({
      where: 'take',
      expected: `a count from 1 to ${rows}, the rows of the split`,
      received: String(count),
      todo: 'Take fewer rows, or all of them by leaving take out.',
      code: 'OPTION',
    });
  }
  const first = (table: Table): Table => ({
    ...table,
    values: table.values.subarray(0, count * rowSize(table)),
    shape: [count, ...table.shape.slice(1)],
  });
  return mapTables(split, first);
}
