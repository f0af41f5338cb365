import { expected } from '@latentkit/errors';
import { list } from './boundColumns.ts';
import { rowPlace, type SourceColumn, type SourceTable } from './sourceTable.ts';
import { wordColumn } from './wordColumn.ts';

/**
 * Tables of the same columns, one after the other.
 *
 * @throws `FILE_FORMAT` naming the file whose columns are others, or hold something else
 */
export function concatTables(tables: readonly SourceTable[]): SourceTable {
  const [first, ...others] = tables as [SourceTable, ...SourceTable[]];
  if (others.length === 0) return first;
  const names = first.columns.map(({ name }) => name);
  for (const { file, columns } of others) {
    if (columns.length === names.length && columns.every(({ name }) => names.includes(name))) continue;
    throw expected({
      where: file,
      expected: `the columns ${list(names)}, as in ${first.file}`,
      received: list(columns.map(({ name }) => name)),
      todo: 'Give files of one table.',
      code: 'FILE_FORMAT',
    });
  }
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    ...first,
    rows,
    columns: names.map((name) => joined(name, tables, rows)),
    place(row) {
      let from = 0;
      for (const table of tables) {
        if (row < from + table.rows) return `${table.file}, ${table.place(row - from)}`;
        from += table.rows;
      }
      return rowPlace(row);
    },
    notes: tables.flatMap(({ notes }) => notes),
  };
}

function joined(name: string, tables: readonly SourceTable[], rows: number): SourceColumn {
  const parts = tables.map((table) => ({
    table,
    column: table.columns.find((column) => column.name === name) as SourceColumn,
  }));
  const [{ column: first }] = parts as [(typeof parts)[0]];
  const other = parts.find(({ column }) => column.kind === 'other')?.column;
  if (other) return other;
  const words = wordColumn(rows);
  const values = new Float64Array(rows);
  let from = 0;
  for (const { table, column } of parts) {
    if (column.kind === 'words' && first.kind === 'words') {
      column.codes.forEach((code, row) => {
        if (code >= 0) words.add(from + row, column.words[code] as string);
      });
    } else if ('values' in column && 'values' in first) values.set(column.values, from);
    else {
      throw expected({
        where: table.file,
        expected: `${first.kind} in column ${JSON.stringify(name)}, as in ${tables[0]?.file}`,
        received: column.kind,
        todo: 'Give files of one table.',
        code: 'FILE_FORMAT',
      });
    }
    from += table.rows;
  }
  return first.kind === 'words' ? words.done({ name }) : { name, kind: first.kind as 'numbers', values };
}
