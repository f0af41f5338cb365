import { basename, extname } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { type TabularOptions, tabular } from '../tabular/tabular.ts';
import { parseCsv } from './parseCsv.ts';

/**
 * A data set from a table of text (CSV or TSV, also gzip): every column is a number of the row, but for the one of classes, which may hold
 * words. `standardize` brings columns of different units to one scale.
 *
 * @param options.label the column of classes; else the one called `label`, `class` or `target`
 * @param options.test rows held out for the test split, a count or a share; drawn by `seed`
 * @returns y [rows, columns], label [rows]
 * @throws `FILE_READ` for a path that is no readable file, `FILE_FORMAT` with byte, line and column for a cell that is no number
 * @example
 * const data = standardize(await csvFile('iris.csv', { label: 'species', test: 1 }));
 */
export async function csvFile(path: string, options: TabularOptions = {}): Promise<Dataset> {
  return tabular(basename(path, extname(path)), parseCsv(await readBytes(path), { file: path }), options, path);
}
