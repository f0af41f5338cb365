import { expected } from '@latentkit/errors';
import type { Dataset } from '../dataset.ts';
import { type HoldOut, heldRows } from '../rows/holdOut.ts';
import { appliedTo } from './applyPlan.ts';
import { boundColumns } from './boundColumns.ts';
import { draftPlan, type PlanOptions } from './draftPlan.ts';
import { encodeRows } from './encodeRows.ts';
import { fitPlan } from './fitPlan.ts';
import { keptRows } from './keptRows.ts';
import { namedClasses } from './labels.ts';
import { pixelImages } from './pixelImages.ts';
import { encodedColumns } from './plan.ts';
import { planNotes } from './planNotes.ts';
import type { SourceTable } from './sourceTable.ts';

/** What becomes of the columns and rows of a table. */
export interface TabularOptions extends PlanOptions, HoldOut {}

/**
 * A data set of a table. A plan is made of its columns, fitted on the training rows, and done to both splits; columns of pixels are images.
 *
 * @param test a second table, the test split; else rows are held out
 */
export function tabular(
  name: string,
  table: SourceTable,
  { test: held, seed, ...options }: TabularOptions,
  test?: SourceTable,
): Dataset {
  const images = pixelImages(
    name,
    table,
    { ...options, ...(held !== undefined && { test: held }), ...(seed !== undefined && { seed }) },
    test,
  );
  if (images) return images;
  const draft = draftPlan(table, options);
  const columns = boundColumns(draft, table);
  const kept = keptRows(table, columns, draft.missing);
  const { train, validation } = test
    ? { train: upTo(kept.rows.length), validation: new Int32Array(0) }
    : heldRows(kept.rows.length, { ...(held !== undefined && { test: held }), ...(seed !== undefined && { seed }) });
  const rowsOf = (chosen: Int32Array) => chosen.map((position) => kept.rows[position] as number);
  const plan = fitPlan(draft, columns, rowsOf(train), table.file);
  const { names, ...standardization } = encodedColumns(plan);
  if (names.length === 0) throw allConstant(table.file);
  const applied = test && appliedTo(plan, test, boundColumns(plan, test), { missing: plan.missing });
  const {
    rows: testRows,
    notes: testNotes,
    ...second
  } = applied ?? {
    ...encodeRows(plan, columns, rowsOf(validation), table),
    rows: rowsOf(validation),
    notes: [],
  };
  return {
    name,
    train: encodeRows(plan, columns, rowsOf(train), table),
    test: second,
    rows: { train: rowsOf(train), test: testRows },
    ...namedClasses(plan.columns.find(({ kind }) => kind === 'label')),
    columns: names,
    ...(plan.standardized && { standardization }),
    plan,
    notes: [...table.notes, ...planNotes(plan), ...kept.notes, ...testNotes],
  };
}

const upTo = (count: number) => Int32Array.from({ length: count }, (_, row) => row);

export const allConstant = (where: string) =>
  expected({
    where,
    expected: 'a column whose numbers differ in the training rows',
    received: 'constant ones only',
    todo: 'Give more rows.',
    code: 'FILE_FORMAT',
  });
