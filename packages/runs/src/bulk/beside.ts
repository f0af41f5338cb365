import type { Rows, Table } from '@latentkit/core';
import type { RangeOfRun, RowRanges } from '../use/rowRanges.ts';
import type { RowsOfRun } from '../use/rowsOfRun.ts';
import type { BulkColumn } from './block.ts';
import { batchRows } from './bulk.ts';

export const allRows = (table: Table): Rows => ({
  table,
  rows: Int32Array.from({ length: table.shape[0] as number }, (_, row) => row),
});

/** A name of ours that is none of the data's columns: `row`, or `row_` where they have a column `row`. */
export function nameBeside(name: string, columns: readonly { readonly name: string }[]): string {
  return columns.some((column) => column.name === name) ? nameBeside(`${name}_`, columns) : name;
}

/** The names of the classes of rows, '' where one has none. */
export function classNames({ label, classes, rows }: RowsOfRun): string[] {
  if (!label) return Array.from(rows, () => '');
  return Array.from(label.values, (code) => classes?.[code] ?? String(code));
}

/** The column of classes, where the first rows have one: so parts of one source have the same columns, whichever rows they hold. */
export async function classColumn(ranges: RowRanges): Promise<(used: RangeOfRun) => BulkColumn[]> {
  const { label } = await ranges.read(0, Math.min(batchRows, ranges.count));
  return (used) => (label ? [{ name: 'class', type: 'text', values: classNames(used) }] : []);
}
