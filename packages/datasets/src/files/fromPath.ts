import { readdir, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { expected } from '@latentkit/errors';
import { csvFile } from '../csv/csvFile.ts';
import type { Dataset } from '../dataset.ts';
import { imageFolder } from '../images/imageFolder.ts';
import { npyFile } from '../npy/npyFile.ts';
import { npzFile } from '../npy/npzFile.ts';
import { parquetFile } from '../parquet/parquetFile.ts';
import { standardize } from '../tabular/standardize.ts';
import { firstBytes } from './firstBytes.ts';
import { idxFiles, oneIdxFile } from './idxFiles.ts';
import { idxFolder } from './idxFolder.ts';

/** What `fromPath` takes, as part of a sentence. */
export const dataPaths =
  "a folder of IDX files under MNIST's names, a folder of images (one folder a class), or a file .npy, .npz, .idx, .csv, .tsv or .parquet";

/**
 * A data set from a path, by what is there: a folder of the four IDX files under MNIST's names (plain or gzip), a folder of images, or a file
 * of numpy, IDX, Parquet or text. Columns of a table are standardised, and the standardisation stays with the data set; nothing else is changed.
 *
 * @returns as `idxFiles`, `imageFolder`, `npyFile` (an IDX file alone too), `npzFile`, `standardize(parquetFile)` and `standardize(csvFile)` with their defaults
 * @throws `DATA` for a path that is none of them, else what these throw
 * @example
 * const data = await fromPath('points.npy');
 */
export async function fromPath(path: string): Promise<Dataset> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw refuse(path, cause.code === 'ENOENT' ? 'nothing at this path' : `an error (${cause.code})`);
  });
  if (found.isDirectory()) return fromFolder(path);
  if (!found.isFile()) throw refuse(path, 'a device or pipe');
  const head = await firstBytes(path, 8).catch((cause: NodeJS.ErrnoException) => {
    throw refuse(path, `a file that cannot be read (${cause.code})`);
  });
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x93, 0x4e, 0x55, 0x4d)) return npyFile(path);
  if (starts(0x50, 0x4b)) return npzFile(path);
  if (starts(0, 0) && (head[3] ?? 0) > 0) return oneIdxFile(path);
  if (starts(0x50, 0x41, 0x52, 0x31)) return tidy(await parquetFile(path));
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(path)) return tidy(await csvFile(path));
  throw refuse(
    path,
    head.length === 0 ? 'an empty file' : `a file ${extname(path) || 'without an ending'} that is none of them`,
  );
}

/** Columns have units, pixels have none. */
const tidy = (data: Dataset) => (data.columns ? standardize(data) : data);

async function fromFolder(path: string): Promise<Dataset> {
  const idx = idxFolder(path);
  if (idx) return idxFiles(idx);
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.isDirectory() && !entry.name.startsWith('.'))) return imageFolder(path);
  throw refuse(path, entries.length === 0 ? 'an empty folder' : 'a folder without any of them');
}

const refuse = (where: string, received: string) =>
  expected({ where, expected: dataPaths, received, todo: 'Check the path.', code: 'DATA' });
