import type { Split } from '../dataset.ts';
import { type BoundColumn, boundColumns, list } from './boundColumns.ts';
import { encodeRows } from './encodeRows.ts';
import { keptRows } from './keptRows.ts';
import type { Missing, Plan } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';

/** Rows of another table as a plan has them, and what is to be said of them. */
export type Applied = Split & { readonly rows: Int32Array; readonly notes: readonly string[] };

/**
 * Do to another table what was done to the one that a plan was made from: columns are found by their names, in any order, and standardised by the
 * plan's means and deviations. A category that the plan does not know is a missing value. Classes and targets that some rows lack, or that the plan does
 * not know, are left out with a line, as a model needs none of them to be used.
 *
 * @param options.missing as the plan has it unless given
 * @returns y [rows, columns], label and target [rows] where the table has them, `rows` their positions in the table, `notes` lines that name new columns
 * @throws `FILE_FORMAT` naming all columns that are not there, the first row without a value, a cell that is no number
 * @example
 * const table = parseCsv(new TextEncoder().encode('b,a\n1,2\n3,4\n'), { file: 'new.csv' });
 * const plan = { columns: [{ name: 'a', kind: 'feature', mean: 2, deviation: 2 }], missing: 'refuse', standardized: true } as const;
 * applyPlan(plan, table).y.values; // [0, 1]
 */
export function applyPlan(
  plan: Plan,
  table: SourceTable,
  { missing = plan.missing }: { missing?: Missing } = {},
): Applied {
  const bound = boundColumns(plan, table);
  const lacking = bound.filter(
    ({ planned, at }) => isAside(planned.kind) && anyRow(table.rows, (row) => Number.isNaN(at(row))),
  );
  return appliedTo(
    plan,
    table,
    bound.filter((column) => !lacking.includes(column)),
    {
      missing,
      said: lacking.map(
        ({ planned: { name, kind }, unknown, at }) =>
          `${table.file}: column ${JSON.stringify(name)} is left out, since ${lackOf(table, at, unknown)} no ${kind === 'label' ? 'class that is known' : 'number'}`,
      ),
    },
  );
}

/** What lies beside the observations. */
const isAside = (kind: string) => kind === 'label' || kind === 'target';

function anyRow(rows: number, holds: (row: number) => boolean): boolean {
  for (let row = 0; row < rows; row++) if (holds(row)) return true;
  return false;
}

function lackOf(table: SourceTable, at: BoundColumn['at'], unknown: BoundColumn['unknown']): string {
  let [count, first] = [0, -1];
  for (let row = table.rows - 1; row >= 0; row--) if (Number.isNaN(at(row))) [count, first] = [count + 1, row];
  const text = unknown(first);
  return `${count} of ${table.rows} rows${text === undefined ? '' : ` (${JSON.stringify(text.slice(0, 40))} in ${table.place(first)})`} have`;
}

/** The same with these columns alone, all of whose values are needed. */
export function appliedTo(
  plan: Plan,
  table: SourceTable,
  columns: readonly BoundColumn[],
  { missing, said = [] }: { missing: Missing; said?: readonly string[] },
): Applied {
  const known = new Set(plan.columns.map(({ name }) => name));
  const others = table.columns.flatMap(({ name }) => (known.has(name) ? [] : [name]));
  const { rows, notes } = keptRows(table, columns, missing);
  return {
    ...encodeRows(plan, columns, rows, table),
    rows,
    notes: [
      ...table.notes,
      ...(others.length > 0
        ? [`${table.file}: columns that the plan does not know are left out: ${list(others)}`]
        : []),
      ...said,
      ...notes,
    ],
  };
}
