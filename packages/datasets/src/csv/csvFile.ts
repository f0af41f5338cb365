import { basename, extname } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { type TestOf, testOf } from '../rows/holdOut.ts';
import type { PlanOptions } from '../tabular/draftPlan.ts';
import { tabular } from '../tabular/tabular.ts';
import { type CsvTable, parseCsv } from './parseCsv.ts';

/** How a table of text is read. */
export interface CsvOptions extends PlanOptions, TestOf {
  /** Whether the first row holds names, where that cannot be seen. */
  readonly header?: boolean;
}

/**
 * A data set from a table of text (CSV, TSV, columns between spaces, also gzip). Columns of numbers are standardised, words become a column of 0
 * and 1 each, row numbers, constants and names are left out; what became of each column is the data set's `plan`, and `notes` say it.
 *
 * @param options.label the column of classes; else the one called `label`, `class` or `target`
 * @param options.test rows held out for the test split, a count or a share, drawn by `seed`; or the path of a second table
 * @param options.missing `refuse` (by default), `drop` or `mean`
 * @returns y [rows, columns], label or target [rows]
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` with line and column for a cell that is not a number, with all columns that lack values
 * @example
 * const { train, plan, notes } = await csvFile('iris.csv', { label: 'species', test: 1 });
 */
export async function csvFile(path: string, { header, test, seed, ...options }: CsvOptions = {}): Promise<Dataset> {
  const read = async (file: string) => readCsv(file, header);
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  const second = other === undefined ? undefined : await read(other);
  return tabular(basename(path, extname(path)), await read(path), { ...options, ...held }, second);
}

/** A table of text from its path. */
export async function readCsv(path: string, header?: boolean): Promise<CsvTable> {
  return parseCsv(await readBytes(path), { file: path, ...(header !== undefined && { header }) });
}
