import { counted, expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { type BoundColumn, boundColumns, list, type Numbers } from './boundColumns.ts';
import { encodeRows } from './encodeRows.ts';
import { keptRows, unknownNames } from './keptRows.ts';
import type { Missing, Plan } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';

/** Rows of another table as a plan has them, and what is to be said of them. */
export type Applied = Split & {
  readonly rows: Int32Array;
  readonly notes: readonly string[];
  /** Cells that hold what the plan does not know, where they were asked for. */
  readonly unknown?: readonly UnknownCell[];
};

/** A category that no training row had, or a 2 among booleans: something of probability 0. */
export interface UnknownCell {
  /** Counted among the rows of `y`. */
  readonly row: number;
  /** The column's name. */
  readonly column: string;
  readonly text: string;
}

/**
 * Do to another table what was done to the one that a plan was made from: columns are found by their names, in any order, and standardised by the
 * plan's means and deviations. A category that the plan does not know is a missing value. Classes and targets that some rows lack, or that the plan does
 * not know, are left out with a line, as a model needs none of them to be used.
 *
 * @param options.missing as the plan has it by default
 * @param options.unknown `keep` takes what the plan does not know for no missing value: shares and means stand there, and `unknown` names the cells
 * @returns y [rows, columns], label and target [rows] where the table has them, `rows` their positions in the table, `notes` lines that name new columns
 * @throws `FILE_FORMAT` naming all columns that are not there, the first row without a value, a cell that is not a number
 * @example
 * const table = parseCsv(new TextEncoder().encode('b,a\n1,2\n3,4\n'), { file: 'new.csv' });
 * const plan = { columns: [{ name: 'a', kind: 'feature', mean: 2, deviation: 2 }], missing: 'refuse', standardized: true } as const;
 * applyPlan(plan, table).y.values; // [0, 1]
 */
export function applyPlan(
  plan: Plan,
  table: SourceTable,
  { missing = plan.missing, unknown }: { missing?: Missing | undefined; unknown?: 'keep' | undefined } = {},
): Applied {
  const [wanted, given] = [places(plan.columns.filter(({ kind }) => !isAside(kind))), places(table.columns)];
  if (wanted !== undefined && given !== undefined && wanted !== given) throw otherWidth(table, wanted, given);
  const bound = boundColumns(plan, table);
  const lacking = bound.filter(({ planned, numbers }) => isAside(planned.kind) && numbers.some(Number.isNaN));
  return appliedTo(
    plan,
    table,
    bound.filter((column) => !lacking.includes(column)),
    {
      missing,
      unknown,
      said: lacking.map(
        ({ planned: { name, kind }, unknown, numbers }) =>
          `${table.file}: column ${JSON.stringify(name)} is left out, since ${lackOf(table, numbers, unknown)} no ${kind === 'label' ? 'class that is known' : 'number'}`,
      ),
    },
  );
}

/** How many columns there are, where they are known by their places alone: 0, 1, 2, … */
function places(columns: readonly { readonly name: string }[]): number | undefined {
  return columns.every(({ name }, at) => name === `${at}`) ? columns.length : undefined;
}

const otherWidth = ({ file }: SourceTable, wanted: number, given: number) =>
  expected({
    where: file,
    expected: `${wanted} columns, as in the data that the plan was made from`,
    received: `${given}`,
    todo: 'Give data of the same columns in the same order: they have no names.',
    code: 'FILE_FORMAT',
  });

/** What lies beside the observations. */
const isAside = (kind: string) => kind === 'label' || kind === 'target';

function lackOf(table: SourceTable, numbers: Numbers, unknown: BoundColumn['unknown']): string {
  let [count, first] = [0, -1];
  for (let row = table.rows - 1; row >= 0; row--) if (Number.isNaN(numbers[row])) [count, first] = [count + 1, row];
  const text = unknown(first);
  return `${count} of ${counted(table.rows, 'row')}${text === undefined ? '' : ` (${JSON.stringify(text.slice(0, 40))} in ${table.place(first)})`} ${count === 1 ? 'has' : 'have'}`;
}

/** The same with these columns alone, all of whose values are needed. */
export function appliedTo(
  plan: Plan,
  table: SourceTable,
  columns: readonly BoundColumn[],
  { missing, unknown, said = [] }: { missing: Missing; unknown?: 'keep' | undefined; said?: readonly string[] },
): Applied {
  const known = new Set(plan.columns.map(({ name }) => name));
  const others = table.columns.flatMap(({ name }) => (known.has(name) ? [] : [name]));
  const { rows, notes } = keptRows(table, unknown ? columns.map(withUnknown) : columns, missing);
  const cells = unknown && unknownCells(columns, rows);
  return {
    ...encodeRows(plan, columns, rows, table),
    rows,
    ...(cells && { unknown: cells.found }),
    notes: [
      ...table.notes,
      ...(others.length > 0
        ? [`${table.file}: columns that the plan does not know are left out: ${list(others)}`]
        : []),
      ...said,
      ...notes,
      ...(cells?.notes(table.file) ?? []),
    ],
  };
}

/** A column of observations in which no row lacks a value that holds what the plan does not know. */
const withUnknown = (column: BoundColumn): BoundColumn =>
  // Any number of a feature is known.
  isAside(column.planned.kind) || column.planned.kind === 'feature'
    ? column
    : { ...column, numbers: column.numbers.map((value, row) => (column.unknown(row) === undefined ? value : 0)) };

/** What rows hold that the plan does not know. */
function unknownCells(columns: readonly BoundColumn[], rows: Int32Array) {
  const found: UnknownCell[] = [];
  const texts = new Map<string, Set<string>>();
  for (const { planned, unknown } of columns) {
    if (isAside(planned.kind)) continue;
    rows.forEach((row, i) => {
      const text = unknown(row);
      if (text === undefined) return;
      found.push({ row: i, column: planned.name, text });
      const known = texts.get(planned.name) ?? new Set();
      texts.set(planned.name, known.size < 4 ? known.add(text) : known);
    });
  }
  const names = [...texts].map(([name, some]) => `${JSON.stringify(name)}${unknownNames(some)}`);
  return {
    found,
    notes: (file: string) =>
      found.length === 0
        ? []
        : [`${file}: ${found.length} cells hold what no training row held, in ${names.join(', ')}`],
  };
}
