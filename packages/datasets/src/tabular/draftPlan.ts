import { expected } from '@latentkit/errors';
import { classNames } from './classNames.ts';
import { type ColumnFacts, factsOf, type TableFacts } from './columnFacts.ts';
import { labelIn, noColumn } from './labels.ts';
import type { Missing, Plan, PlannedColumn } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';

/** What a caller may say of the columns of a table. */
export interface PlanOptions {
  /** The column of classes; else the one called `label`, `class` or `target`, where there is one. */
  readonly label?: string;
  /** Columns that are not read. */
  readonly leaveOut?: readonly string[];
  /** Rows that lack a value: an error by default. */
  readonly missing?: Missing;
  /** False keeps features in their units. */
  readonly standardize?: boolean;
}

/** More categories than this, or hardly fewer than rows, are names rather than categories. */
const mostCategories = 100;
const rowNumberNames = /^(|unnamed(: ?\d+)?|_*(id|index|idx|row|row_?id|row_?number|uuid|guid)_*)$/i;
/** True for what a column of row numbers is called. */
export const isRowNumberName = (name: string) => rowNumberNames.test(name);

/**
 * What each column is, seen from all rows; means and deviations are still 0 and 1.
 *
 * @throws `OPTION` for a name that no column has, `FILE_FORMAT` for words among numbers, and where no column is left
 */
export const draftPlan = (table: SourceTable, options: PlanOptions): Plan => planOfFacts(factsOf(table), options);

/** The same of a table that is not held. */
export function planOfFacts(
  table: TableFacts,
  { label, leaveOut = [], missing = 'refuse', standardize = true }: PlanOptions,
): Plan {
  const names = table.columns.map(({ name }) => name);
  for (const name of leaveOut) if (!names.includes(name)) throw noColumn(table.file, `a column named ${name}`, names);
  const chosen = labelIn(table, label);
  const planned = table.columns.map((column, position): PlannedColumn => {
    const { name } = column;
    if (leaveOut.includes(name)) return { name, kind: 'left out', because: 'as asked for' };
    if (name === chosen?.name) return chosen;
    if (column.kind === 'other') return { name, kind: 'left out', because: `it holds ${column.what}` };
    if (isIndex(column, position, table)) return { name, kind: 'index' };
    return column.kind === 'words' ? wordsOf(column, table) : numbersOf(column);
  });
  const columns = flagged(planned, table);
  if (columns.some(({ kind }) => ['feature', 'boolean', 'categorical'].includes(kind)))
    return { columns, missing, standardized: standardize };
  const what = columns.map(
    (column) =>
      `${JSON.stringify(column.name)} (${column.kind}${column.kind === 'left out' ? `: ${column.because}` : ''})`,
  );
  throw expected({
    where: table.file,
    expected: 'a column of numbers or categories that differ, beside classes and row numbers',
    received: what.slice(0, 10).join(', ') || 'none',
    todo: 'Give a table with more columns.',
    code: 'FILE_FORMAT',
  });
}

type Words = Extract<ColumnFacts, { kind: 'words' }>;
type Numbers = Extract<ColumnFacts, { least: number }>;

function isIndex(column: Words | Numbers, position: number, table: TableFacts): boolean {
  const { name } = column;
  if (table.index?.has(name) || /^__index_level_\d+__$/.test(name)) return true;
  if (!isRowNumberName(name) || (name === '' && position > 0)) return false;
  return column.numbersRows();
}

/** Between two neighbouring numbers of this size in float64. */
const step = (size: number) => 2 ** (Math.floor(Math.log2(size)) - 52);
/** Numbers of which float64 holds fewer from the least to the most are mostly rounding. */
const fewestSteps = 4096;

function numbersOf({ name, least, most, zerosOnes }: Numbers): PlannedColumn {
  if (least > most) return { name, kind: 'left out', because: 'it is empty' };
  const size = Math.max(Math.abs(least), Math.abs(most));
  if (size > Number.MAX_SAFE_INTEGER && most - least < fewestSteps * step(size))
    return { name, kind: 'left out', because: 'its numbers are beyond 2⁵³ and hardly differ in float64' };
  if (least === most) return { name, kind: 'constant', value: least };
  return zerosOnes ? { name, kind: 'boolean', mean: 0 } : { name, kind: 'feature', mean: 0, deviation: 1 };
}

/** Beside other numbers a column of the numbers 0 and 1 is numbers too, as a count that has not passed 1 yet; False and True are booleans. */
function flagged(planned: readonly PlannedColumn[], table: TableFacts): readonly PlannedColumn[] {
  if (!planned.some(({ kind }) => kind === 'feature')) return planned;
  return planned.map((column, i) =>
    column.kind === 'boolean' && table.columns[i]?.kind === 'numbers'
      ? { name: column.name, kind: 'feature', mean: 0, deviation: 1 }
      : column,
  );
}

function wordsOf(column: Words, { file, place, rows }: TableFacts): PlannedColumn {
  const { name, words, odd } = column;
  if (odd) {
    throw expected({
      where: `${file}, ${place(odd.row)}`,
      expected: `a number in column ${JSON.stringify(name)}`,
      received: JSON.stringify(odd.text),
      todo: 'Correct it (numbers have a decimal point, no unit and no thousands separators), or leave the column out.',
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
