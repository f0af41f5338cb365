import { expected } from '@latentkit/errors';
import type { Plan, PlannedColumn } from './plan.ts';
import { isMissing, type SourceColumn, type SourceTable } from './sourceTable.ts';

/** A column of a plan with the column of that name in a table: a number or a code for each row, NaN where the plan has none for it. */
export interface BoundColumn {
  readonly planned: Extract<PlannedColumn, { kind: Used }>;
  /** [rows] */
  readonly numbers: Numbers;
  /** What stands in a row, where it is no category or class of the plan. */
  unknown(row: number): string | undefined;
}
/** Read-only. */
export type Numbers = Float32Array | Float64Array;
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
    if (!column) return [];
    const numbers = numbersOf(planned, column, table);
    return [{ planned, numbers, unknown: unknownIn(planned, column, numbers) }];
  });
}

function numbersOf(planned: BoundColumn['planned'], column: SourceColumn, table: SourceTable): Numbers {
  if (planned.kind === 'label') return codes(planned.classes, column, { rows: table.rows, truths: true });
  if (planned.kind === 'categorical')
    return codes(planned.categories, column, { rows: table.rows, truths: column.kind === 'booleans' });
  if ('values' in column) {
    const { values } = column;
    return planned.kind === 'boolean'
      ? values.map((value) => (value === 0 || value === 1 ? value : Number.NaN))
      : values;
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

function unknownIn(planned: BoundColumn['planned'], column: SourceColumn, numbers: Numbers): BoundColumn['unknown'] {
  if (planned.kind === 'boolean' && 'values' in column)
    return (row) => {
      const value = column.values[row] as number;
      return Number.isNaN(value) || value === 0 || value === 1 ? undefined : String(value);
    };
  if (planned.kind !== 'label' && planned.kind !== 'categorical') return () => undefined;
  return (row) => {
    if (column.kind === 'other' || isMissing(column, row) || !Number.isNaN(numbers[row])) return undefined;
    return column.kind === 'words' ? column.words[column.codes[row] as number] : String(column.values[row]);
  };
}

/** Codes fit float32, for there are at most 65 536 of them. @param truths whether True stands for 1; of classes it does in a column of numbers too */
function codes(
  names: readonly string[],
  column: SourceColumn,
  { rows, truths }: { rows: number; truths: boolean },
): Float32Array {
  const found = new Float32Array(rows).fill(Number.NaN);
  if (column.kind === 'words') {
    const known = new Map(names.map((name, code) => [name, code]));
    const meaning = Float64Array.from(column.words, (word) => known.get(word) ?? Number.NaN);
    column.codes.forEach((code, row) => {
      if (code >= 0) found[row] = meaning[code] as number;
    });
  } else if (column.kind !== 'other') {
    const known = new Map<number, number>();
    for (const [code, name] of names.entries()) {
      const value = readAs(name, truths);
      // Of 1 and 01, 1 is written as the number is.
      if (!known.has(value) || String(value) === name) known.set(value, code);
    }
    column.values.forEach((value, row) => {
      if (!Number.isNaN(value)) found[row] = known.get(value) ?? Number.NaN;
    });
  }
  return found;
}

/** What a reader makes of a name where a file holds nothing else: of 01 the number 1, of True the boolean 1. */
function readAs(name: string, truths: boolean): number {
  if (truths && /^(true|false)$/i.test(name)) return Number(name.length === 4);
  return name.trim() === '' ? Number.NaN : Number(name);
}

/** Names in a line, the first ten of many. */
export const list = (names: readonly string[]) =>
  names
    .slice(0, 10)
    .map((name) => JSON.stringify(name))
    .join(', ') + (names.length > 10 ? ` and ${names.length - 10} more` : '');
