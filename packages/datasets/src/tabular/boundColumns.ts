import { expected } from '@latentkit/errors';
import type { Plan, PlannedColumn } from './plan.ts';
import { isMissing, type SourceColumn, type SourceTable } from './sourceTable.ts';

/** A column of a plan with the column of that name in a table: a number or a code for each row, NaN where the plan has none for it. */
export interface BoundColumn {
  readonly planned: Extract<PlannedColumn, { kind: Used }>;
  at(row: number): number;
  /** What stands in a row, where it is no category or class of the plan. */
  unknown(row: number): string | undefined;
}
type Used = 'feature' | 'boolean' | 'categorical' | 'label' | 'target';

const isUsed = (column: PlannedColumn): column is BoundColumn['planned'] =>
  ['feature', 'boolean', 'categorical', 'label', 'target'].includes(column.kind);

/**
 * Find the columns of a plan in a table by their names. A table need not have the classes or targets.
 *
 * @throws `FILE_FORMAT` naming every column that is not there, and one of words where numbers were
 */
export function boundColumns({ columns }: Plan, table: SourceTable): BoundColumn[] {
  const found = new Map(table.columns.map((column) => [column.name, column]));
  const wanted = columns.filter(isUsed);
  const absent = wanted.filter(({ name, kind }) => !found.has(name) && kind !== 'label' && kind !== 'target');
  if (absent.length > 0) {
    throw expected({
      where: table.file,
      expected: `the columns ${list(wanted.filter(({ kind }) => kind !== 'label' && kind !== 'target').map(({ name }) => name))}`,
      received: `none named ${list(absent.map(({ name }) => name))}`,
      todo: 'Give a table with the columns that the plan was made from.',
      code: 'FILE_FORMAT',
    });
  }
  return wanted.flatMap((planned) => {
    const column = found.get(planned.name);
    return column ? [{ planned, at: reader(planned, column, table), unknown: unknownIn(planned, column) }] : [];
  });
}

function reader(planned: BoundColumn['planned'], column: SourceColumn, table: SourceTable): (row: number) => number {
  if (planned.kind === 'label') return codes(planned.classes, column);
  if (planned.kind === 'categorical') return codes(planned.categories, column);
  if ('values' in column) {
    const { values } = column;
    return planned.kind === 'boolean'
      ? (row) => (values[row] === 0 || values[row] === 1 ? (values[row] as number) : Number.NaN)
      : (row) => values[row] as number;
  }
  const row = column.kind === 'words' ? Math.max(0, column.odd?.row ?? column.codes.findIndex((code) => code >= 0)) : 0;
  const text = column.kind === 'words' ? JSON.stringify(column.words[column.codes[row] as number] ?? '') : column.what;
  throw expected({
    where: `${table.file}, ${table.place(row)}`,
    expected: `a number in column ${JSON.stringify(column.name)}`,
    received: text,
    todo: 'Give numbers, as in the table that the plan was made from.',
    code: 'FILE_FORMAT',
  });
}

function unknownIn(planned: BoundColumn['planned'], column: SourceColumn): BoundColumn['unknown'] {
  if (planned.kind !== 'label' && planned.kind !== 'categorical') return () => undefined;
  const known = new Set(planned.kind === 'label' ? planned.classes : planned.categories);
  return (row) => {
    if (column.kind === 'other' || isMissing(column, row)) return undefined;
    const text = column.kind === 'words' ? column.words[column.codes[row] as number] : String(column.values[row]);
    return text === undefined || known.has(text) ? undefined : text;
  };
}

function codes(names: readonly string[], column: SourceColumn): (row: number) => number {
  const known = new Map(names.map((name, code) => [name, code]));
  if (column.kind === 'words') {
    const meaning = column.words.map((word) => known.get(word) ?? Number.NaN);
    return (row) => (isMissing(column, row) ? Number.NaN : (meaning[column.codes[row] as number] as number));
  }
  if (column.kind === 'other') return () => Number.NaN;
  return (row) => known.get(String(column.values[row])) ?? Number.NaN;
}

/** Names in a line, the first ten of many. */
export const list = (names: readonly string[]) =>
  names
    .slice(0, 10)
    .map((name) => JSON.stringify(name))
    .join(', ') + (names.length > 10 ? ` and ${names.length - 10} more` : '');
