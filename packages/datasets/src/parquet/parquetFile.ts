import { basename } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { type TabularOptions, tabular } from '../tabular/tabular.ts';
import { parseParquet } from './parseParquet.ts';

/**
 * A data set from a Parquet file of flat columns: every column is a number of the row, but for the one of classes, which may hold words.
 * It needs `hyparquet` and, for files compressed otherwise than by Snappy, `hyparquet-compressors`.
 *
 * @param options.label the column of classes; else the one called `label`, `class` or `target`
 * @param options.test rows held out for the test split, a count or a share; drawn by `seed`
 * @returns y [rows, columns], label [rows]
 * @throws `FILE_READ` for a path that is no readable file, `FILE_FORMAT` for what is in it, `PACKAGE_MISSING` with what to install
 * @example
 * const data = await parquetFile('measured.parquet', { test: 1 });
 */
export async function parquetFile(path: string, options: TabularOptions = {}): Promise<Dataset> {
  const columns = await parseParquet(await readBytes(path), { file: path });
  return tabular(basename(path, '.parquet'), columns, options, path);
}
