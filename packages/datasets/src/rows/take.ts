import { permutation, streams, type Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { mapTables } from './mapTables.ts';
import { subset } from './subset.ts';

/**
 * So many rows of a split: the first ones, as a view; or with a seed, drawn from all of it and kept in its order, so that data that come class by
 * class keep all their classes.
 *
 * @param options.seed draws the rows, which are copied: those of `drawnRows`
 * @returns y [count, …row], label [count], target [count], factors [count, factors]
 * @throws `OPTION` for a count that is not from 1 to the number of rows
 * @example
 * const few = take(train, 1000, { seed: 0 });
 */
export function take(split: Split, count: number, { seed }: { seed?: number } = {}): Split {
  const rows = split.y.shape[0] as number;
  checkCount(count, rows);
  if (seed !== undefined) return subset(split, drawnRows(rows, { count, seed }));
  const first = (table: Table): Table => ({
    ...table,
    values: table.values.subarray(0, count * rowSize(table)),
    shape: [count, ...table.shape.slice(1)],
  });
  return mapTables(split, first);
}

/**
 * Which rows `take` draws by a seed, upwards: for rows that lie elsewhere.
 *
 * @param rows of which there are so many
 * @throws `OPTION` for a count that is not from 1 to `rows`
 * @example
 * const first = someRows(source, drawnRows(5, { count: 2, seed: 0 }));
 */
export function drawnRows(rows: number, { count, seed }: { count: number; seed: number }): Int32Array {
  checkCount(count, rows);
  return permutation(rows, { seed, step: 1, stream: streams.split }).slice(0, count).sort();
}

function checkCount(count: number, rows: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= rows) return;
  throw expected({
    where: 'take',
    expected: `a count from 1 to ${rows}, the rows of the split`,
    received: String(count),
    todo: 'Take fewer rows, or leave take out for all of them.',
    code: 'OPTION',
  });
}
