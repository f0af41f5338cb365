import type { Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { mapTables } from './mapTables.ts';

/**
 * Some rows of a split, in this order, copied; a row may come more than once.
 *
 * @param rows positions counted from 0
 * @returns y [rows.length, …row], label [rows.length], factors [rows.length, factors]
 * @throws `OPTION` for a row that is not there
 * @example
 * const rows = Array.from(train.label.values.keys());
 * const zeros = subset(train, rows.filter((row) => train.label.values[row] === 0));
 */
export function subset(split: Split, rows: ArrayLike<number>): Split {
  const count = split.y.shape[0] as number;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (Number.isInteger(row) && row >= 0 && row < count) continue;
    throw expected({
      where: `subset, rows[${i}]`,
      expected: `a whole number from 0 to ${count - 1}`,
      received: String(row),
      todo: 'Count rows from 0.',
      code: 'OPTION',
    });
  }
  return mapTables(split, (table) => copy(table, rows));
}

function copy(table: Table, rows: ArrayLike<number>): Table {
  const size = rowSize(table);
  const values = new (table.values.constructor as Uint8ArrayConstructor)(rows.length * size) as Table['values'];
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * size;
    values.set(table.values.subarray(from, from + size), i * size);
  }
  return { ...table, values, shape: [rows.length, ...table.shape.slice(1)] };
}
