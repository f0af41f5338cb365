import type { SourceColumn, SourceTable } from './sourceTable.ts';

/** What a column of captions is called. */
export const captionNames = /^(captions?|texts?|prompts?|descriptions?)$/i;

/** The column of captions of a table, which is not that of classes. */
export const captionColumn = ({ columns }: SourceTable, label?: string): SourceColumn | undefined =>
  columns.find(({ name, kind }) => captionNames.test(name) && name !== label && kind === 'words');

/** The captions of a table, '' where a row has none; undefined without a column of them. */
export function captionsIn(table: SourceTable, label?: string): string[] | undefined {
  const column = captionColumn(table, label);
  return column && Array.from({ length: table.rows }, (_, row) => textOf(column, row).trim());
}

/** A cell as text, '' where it is empty. */
export function textOf(column: SourceColumn, row: number): string {
  if (column.kind === 'other') return '';
  if (column.kind === 'words') return column.words[column.codes[row] as number] ?? '';
  const value = column.values[row] as number;
  return Number.isNaN(value) ? '' : String(value);
}
