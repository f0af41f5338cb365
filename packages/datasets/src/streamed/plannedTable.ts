import { type HoldOut, heldRows } from '../rows/holdOut.ts';
import { boundColumns } from '../tabular/boundColumns.ts';
import { type PlanOptions, planOfFacts } from '../tabular/draftPlan.ts';
import { planFit } from '../tabular/fitPlan.ts';
import { missingCells } from '../tabular/keptRows.ts';
import { encodedColumns, type Plan } from '../tabular/plan.ts';
import { allConstant } from '../tabular/tabular.ts';
import { mostHeld } from './mostHeld.ts';
import type { SpooledTable } from './spooledTable.ts';

/** What becomes of a table that is not held. */
export interface Planned {
  readonly plan: Plan;
  readonly notes: readonly string[];
  readonly trainRows: Int32Array;
  readonly testRows: Int32Array;
  /** By the row of the file: 1 trains, 2 tests. */
  readonly use: Uint8Array;
}

/** The plan, fitted on the rows that are trained on, and which those are. */
export async function plannedTable(
  table: SpooledTable,
  { held, ...options }: PlanOptions & { held: HoldOut },
): Promise<Planned> {
  const { file: path } = table.facts;
  const draft = planOfFacts(table.facts, options);
  const cells = missingCells(draft.missing);
  const use = new Uint8Array(table.facts.rows).fill(table.complete ? 1 : 0);
  let count = table.complete ? use.length : 0;
  for await (const part of table.complete ? [] : table.parts()) {
    const kept = cells.keptOf(part, boundColumns(draft, part));
    for (const row of kept) use[part.from + row] = 1;
    count += kept.length;
  }
  const { first } = cells;
  const refused = first !== undefined && (draft.missing !== 'drop' || count === 0);
  const notes = cells.notes(refused ? `${path}, ${await table.place(first)}` : path);
  const width = encodedColumns(draft).names.length;
  const most = Math.min(mostHeld([count, width]), Math.max(1, Math.round(0.1 * count)));
  const { validation } = heldRows(count, { test: most, ...held });
  const rows = rowsUsed(use, count, validation);
  const fit = planFit(draft);
  for (const pass of ['first', 'second'] as const)
    for await (const part of table.parts())
      fit[pass]({ columns: boundColumns(draft, part), rows: chosen(part, use, 1) });
  const plan = fit.done(path);
  if (encodedColumns(plan).names.length === 0) throw allConstant(path);
  return { plan, notes, use, ...rows };
}

/** Marks the rows held out, which are positions among those that are used. */
function rowsUsed(use: Uint8Array, count: number, validation: Int32Array) {
  const trainRows = new Int32Array(count - validation.length);
  const testRows = new Int32Array(validation.length);
  let [position, trained, tested] = [0, 0, 0];
  for (let row = 0; row < use.length; row++) {
    if (use[row] === 0) continue;
    if (position++ === validation[tested]) {
      use[row] = 2;
      testRows[tested++] = row;
    } else trainRows[trained++] = row;
  }
  return { trainRows, testRows };
}

/** Rows of a part that are used so, counted within it. */
export function chosen({ from, rows }: { from: number; rows: number }, use: Uint8Array, as: number): Int32Array {
  const found = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (use[from + row] === as) found[count++] = row;
  return found.subarray(0, count);
}
