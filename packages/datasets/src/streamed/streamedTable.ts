import { basename, extname, join } from 'node:path';
import { readCsv } from '../csv/csvFile.ts';
import { type TestOf, testOf } from '../rows/holdOut.ts';
import { appliedTo } from '../tabular/applyPlan.ts';
import { boundColumns } from '../tabular/boundColumns.ts';
import type { PlanOptions } from '../tabular/draftPlan.ts';
import { namedClasses } from '../tabular/labels.ts';
import { encodedColumns, type Plan } from '../tabular/plan.ts';
import { planNotes } from '../tabular/planNotes.ts';
import { plannedTable } from './plannedTable.ts';
import { rowFile } from './rowFile.ts';
import { spooledTable } from './spooledTable.ts';
import type { StreamedDataset } from './streamedFile.ts';
import { writeRows } from './tableRows.ts';
import { workFolder } from './workFolder.ts';

/** What may be said of a large table of text. */
export interface StreamedTableOptions extends PlanOptions, TestOf {
  readonly header?: boolean;
  /** Where its numbers are kept while it is open; the cache folder by default. */
  readonly folder?: string;
  /** Bytes of text that are held at once. */
  readonly size?: number;
}

/**
 * A data set of a table of text larger than memory: what `csvFile` makes of it, number for number, but the training rows are written as float32 into a
 * file beside, and read from there as `rowFile` does. Means and deviations are of all training rows, in float64. Memory holds 8 MiB of text and what is in it, the
 * distinct words of each column, a few bytes per row, and the test split: a tenth of the rows by default, at most 10 000 and 2²⁵ numbers.
 *
 * @throws as `csvFile`; `FILE_READ` where the numbers cannot be written
 * @example
 * const data = await streamedTable('iris.csv', { label: 'species', test: 1 });
 * data.train.y.shape; // [2, 2]
 * await data.close();
 */
export async function streamedTable(
  path: string,
  { folder, size, header, test, seed, ...options }: StreamedTableOptions = {},
): Promise<StreamedDataset> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  const { path: work, remove } = await workFolder(folder);
  try {
    const table = await spooledTable(path, { spool: join(work, 'spool'), label: options.label, header, size });
    try {
      const planned = await plannedTable(table, { ...options, held: other === undefined ? held : { test: 0 } });
      const target = join(work, 'rows.npy');
      const { test: own, range, ...sides } = await writeRows(table, planned, target);
      const applied = other === undefined ? undefined : await appliedFile(planned.plan, other, header);
      const { rows: testRows, notes: testNotes, ...second } = applied ?? { ...own, rows: planned.testRows, notes: [] };
      const file = await rowFile(target);
      await remove().catch(() => {});
      const { names, ...standardization } = encodedColumns(planned.plan);
      const notes = [...table.notes, ...planNotes(planned.plan), ...planned.notes, ...testNotes];
      return {
        name: basename(path, extname(path)),
        train: { y: file, ...sides },
        test: second,
        rows: { train: planned.trainRows, test: testRows },
        ...namedClasses(planned.plan.columns.find(({ kind }) => kind === 'label')),
        columns: names,
        ...(planned.plan.standardized && { standardization }),
        plan: planned.plan,
        range,
        layout: 'columns',
        ...(notes.length > 0 && { notes }),
        async close() {
          await file.close();
          await remove();
        },
      };
    } finally {
      await table.close();
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

async function appliedFile(plan: Plan, path: string, header: boolean | undefined) {
  const table = await readCsv(path, header);
  return appliedTo(plan, table, boundColumns(plan, table), { missing: plan.missing });
}
