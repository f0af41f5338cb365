import { expected } from '@latentkit/errors';
import { classNames } from './classNames.ts';
import { noColumn, planLabel } from './labels.ts';
import type { Missing, Plan, PlannedColumn } from './plan.ts';
import type { SourceColumn, SourceTable } from './sourceTable.ts';

/** What a caller may say of the columns of a table. */
export interface PlanOptions {
  /** The column of classes; else the one called `label`, `class` or `target`, where there is one. */
  readonly label?: string;
  /** Columns that are not read. */
  readonly leaveOut?: readonly string[];
  /** Rows that lack a value: an error unless given. */
  readonly missing?: Missing;
  /** False keeps features in their units. */
  readonly standardize?: boolean;
}

/** More categories than this, or hardly fewer than rows, are names rather than categories. */
const mostCategories = 100;
const numbersRows = /^(|unnamed(: ?\d+)?|_*(id|index|idx|row|row_?id|row_?number|uuid|guid)_*)$/i;

/**
 * What each column is, seen from all rows; means and deviations are still 0 and 1.
 *
 * @throws `OPTION` for a name that no column has, `FILE_FORMAT` for words among numbers, and where no column is left
 */
export function draftPlan(
  table: SourceTable,
  { label, leaveOut = [], missing = 'refuse', standardize = true }: PlanOptions,
): Plan {
  const names = table.columns.map(({ name }) => name);
  for (const name of leaveOut) if (!names.includes(name)) throw noColumn(table.file, `a column named ${name}`, names);
  const chosen = planLabel(table, label);
  const columns = table.columns.map((column, position): PlannedColumn => {
    const { name } = column;
    if (leaveOut.includes(name)) return { name, kind: 'left out', because: 'as asked for' };
    if (name === chosen?.name) return chosen;
    if (column.kind === 'other') return { name, kind: 'left out', because: `it holds ${column.what}` };
    if (isIndex(column, position, table)) return { name, kind: 'index' };
    return column.kind === 'words' ? wordsOf(column, table) : numbersOf(column);
  });
  if (columns.some(({ kind }) => ['feature', 'boolean', 'categorical'].includes(kind)))
    return { columns, missing, standardized: standardize };
  const what = columns.map(({ name, kind }) => `${JSON.stringify(name)} (${kind})`);
  throw expected({
    where: table.file,
    expected: 'a column of numbers or categories that differ, beside classes and row numbers',
    received: what.slice(0, 10).join(', ') || 'none',
    todo: 'Give a table with more columns.',
    code: 'FILE_FORMAT',
  });
}

type Words = Extract<SourceColumn, { kind: 'words' }>;
type Numbers = Extract<SourceColumn, { values: unknown }>;

function isIndex(column: Exclude<SourceColumn, { kind: 'other' }>, position: number, table: SourceTable): boolean {
  const { name } = column;
  if (table.index?.has(name) || /^__index_level_\d+__$/.test(name)) return true;
  if (!numbersRows.test(name) || (name === '' && position > 0)) return false;
  if (column.kind === 'words') return column.words.length === table.rows;
  return new Set(column.values).size === table.rows && column.values.every(Number.isInteger);
}

function numbersOf({ name, values }: Numbers): PlannedColumn {
  let [least, most, zerosOnes] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    if (value !== 0 && value !== 1) zerosOnes = false;
  }
  if (least > most) return { name, kind: 'left out', because: 'it is empty' };
  if (least === most) return { name, kind: 'constant', value: least };
  return zerosOnes ? { name, kind: 'boolean', mean: 0 } : { name, kind: 'feature', mean: 0, deviation: 1 };
}

function wordsOf(column: Words, { file, place, rows }: SourceTable): PlannedColumn {
  const { name, words, odd } = column;
  if (odd) {
    throw expected({
      where: `${file}, ${place(odd.row)}`,
      expected: `a number in column ${JSON.stringify(name)}`,
      received: JSON.stringify(odd.text),
      todo: 'Mend it, write numbers with a point and without units, or leave the column out.',
      code: 'FILE_FORMAT',
    });
  }
  const count = words.length;
  if (count === 0) return { name, kind: 'left out', because: 'it is empty' };
  if (count === 1) return { name, kind: 'constant', value: words[0] as string };
  const dates = words.every((word) =>
    /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$|^\d\d?[./]\d\d?[./]\d{2,4}( .*)?$/.test(word),
  );
  if (dates) return { name, kind: 'left out', because: 'it holds dates' };
  if (count > mostCategories || (count > 10 && 2 * count > rows) || (count > 4 && count === rows))
    return { name, kind: 'left out', because: `it holds ${count} different words` };
  return { name, kind: 'categorical', categories: classNames(column), shares: words.map(() => 0) };
}
