import { basename } from 'node:path';
import { type ArrayOptions, type ArraySplit, arrayData } from '../arrays/arrayData.ts';
import { labelTable } from '../arrays/labelColumn.ts';
import { sameShape } from '../arrays/sameShape.ts';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { parseIdx } from '../idx/parseIdx.ts';
import { type TestOf, testOf } from '../rows/holdOut.ts';
import { npyLabels } from './npyLabels.ts';
import { type AsRows, npyRows, rowsIn } from './npyRows.ts';

export interface NpyOptions extends Omit<ArrayOptions, 'test' | 'seed'>, TestOf, AsRows {
  /** A second file, .npy or IDX: the classes of the rows, as numbers, words or one-hot, or real targets. */
  readonly labels?: string;
}

/**
 * A data set from .npy files, numpy's own format: rows, and their classes where there are any.
 *
 * Unsigned bytes are pixels of scale 1/255, unless all are 0 and 1; [rows, height, width] gets a channel, [rows, 3, height, width] gets its channels last.
 * [rows, columns] of other numbers are a table as that of `csvFile`: standardised, or booleans, unless all lie from 0 to 1 and some between.
 *
 * @param path the observations
 * @param options.labels a second file
 * @param options.test rows held out for the test split, a count or a share, drawn by `seed`; or the path of another file
 * @returns y [rows, …row], label or target [rows]
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` with file and byte offset, `OPTION` for a split without rows
 * @example
 * const { train } = await npyFile('points.npy', { test: 1 });
 */
export async function npyFile(
  path: string,
  { labels, test, seed, asRows, ...options }: NpyOptions = {},
): Promise<Dataset> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  const rows = npyRows(await readBytes(path), path, asRows && { y: asRows });
  const train: ArraySplit = { rows, ...(labels !== undefined && (await labelsIn(labels, rowsIn(rows)))) };
  const second = other === undefined ? undefined : { rows: npyRows(await readBytes(other), other, rows) };
  if (second) sameShape(rows, second.rows, other as string, path);
  return arrayData(basename(path, '.npy'), { train, ...(second && { test: second }) }, { ...options, ...held });
}

async function labelsIn(file: string, rows: number): Promise<Pick<ArraySplit, 'label'>> {
  const bytes = await readBytes(file);
  const label = bytes[0] === 0x93 ? npyLabels(bytes, rows, file) : labelTable(parseIdx(bytes, { file }), rows, file);
  return label ? { label } : {};
}
