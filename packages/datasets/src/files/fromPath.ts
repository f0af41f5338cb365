import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { expected, isLatentKitError } from '@latentkit/errors';
import { type CsvOptions, csvFile } from '../csv/csvFile.ts';
import type { Dataset } from '../dataset.ts';
import { type ImageFolderOptions, imageFolder } from '../images/imageFolder.ts';
import { npyFile } from '../npy/npyFile.ts';
import { type NpzOptions, npzFile } from '../npy/npzFile.ts';
import { type ParquetOptions, parquetFile } from '../parquet/parquetFile.ts';
import { testOf } from '../rows/holdOut.ts';
import { withRange } from '../rows/withRange.ts';
import { parseJsonLines } from '../tabular/jsonLines.ts';
import { tabular } from '../tabular/tabular.ts';
import { emnistNotes, upright } from './emnist.ts';
import { foreignFile } from './foreignFile.ts';
import { idxFiles, oneIdxFile } from './idxFiles.ts';
import { idxFolder } from './idxFolder.ts';
import { type FileKind, kindOfFile } from './kindOfFile.ts';
import { parquetFolder, parquetShards } from './parquetFolder.ts';
import { readBytes } from './readBytes.ts';

/** What `fromPath` takes, as part of a sentence. */
export const dataPaths =
  "a folder of IDX files under MNIST's names, of images (one folder per class, or none) or of Parquet files, or a file .npy, .npz, .idx, .csv, .tsv, .txt, .data, .jsonl or .parquet, plain or gzip";

/** Every option of every reader; each takes those that it knows. */
export type PathOptions = CsvOptions & ImageFolderOptions & ParquetOptions & Omit<NpzOptions, 'test' | 'seed'>;

/**
 * A data set from a path, by what is there: a folder of the four IDX files under MNIST's names (plain or gzip), of images or of Parquet files, or a
 * file of numpy, IDX, Parquet, JSON lines or text, plain or gzip. What was decided is told by `notes`, for a table by `plan`.
 *
 * @param options those of `csvFile`, `parquetFile`, `imageFolder` and `npzFile`, each reader takes what it knows; of a .npy file `label` is the path of
 *   a second file; `test` may be the path of a second file or folder of the same kind
 * @returns as `idxFiles`, `imageFolder`, `npyFile` (an IDX file alone too), `npzFile`, `parquetFile` and `csvFile`, with `range` and `layout`
 * @throws `DATA` for a path that is none of them, else what these throw
 * @example
 * const { train, range, notes } = await fromPath('points.npy');
 */
export async function fromPath(path: string, options: PathOptions = {}): Promise<Dataset> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw refuse(path, cause.code === 'ENOENT' ? 'nothing at this path' : `an error (${cause.code})`);
  });
  if (found.isDirectory()) return withRange(await fromFolder(path, options));
  if (!found.isFile()) throw refuse(path, 'a device or pipe');
  const { kind, head } = await kindOfFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw refuse(path, `a file that cannot be read (${cause.code})`);
  });
  const foreign = kind === undefined || kind === 'text' ? foreignFile(head, path) : undefined;
  if (foreign) throw refuse(path, foreign.received, foreign.todo);
  if (kind) return withRange(await readers[kind](path, options));
  throw refuse(
    path,
    head.length === 0 ? 'an empty file' : `a file ${extname(path) || 'without an ending'} that is none of them`,
  );
}

const readers: Readonly<Record<FileKind, (path: string, options: PathOptions) => Promise<Dataset>>> = {
  npy: (path, { label, missing, standardize, asRows, test, seed }) =>
    npyFile(path, defined({ labels: label, missing, standardize, asRows, test, seed })),
  npz: (path, { array, label, missing, standardize, asRows, test, seed }) => {
    if (typeof test === 'string')
      throw refuse(test, 'a second archive', 'Put both splits into one .npz, as x_train and x_test.');
    return npzFile(path, defined({ array, label, missing, standardize, asRows, test, seed }));
  },
  idx: oneIdx,
  parquet: (path, options) => parquetFile(path, options),
  text: (path, { label, leaveOut, missing, standardize, header, test, seed }) =>
    csvFile(path, defined({ label, leaveOut, missing, standardize, header, test, seed })),
  'json lines': async (path, { test, seed, label, leaveOut, missing, standardize }) => {
    const { path: other, held } = testOf(defined({ test, seed }));
    const read = async (file: string) => parseJsonLines(await readBytes(file), { file });
    const second = other === undefined ? undefined : await read(other);
    const options = { ...defined({ label, leaveOut, missing, standardize }), ...held };
    return tabular(basename(path, extname(path)), await read(path), options, second);
  },
};

/** Without the keys that have no value. */
function defined<Options extends object>(options: Options): { [Key in keyof Options]?: NonNullable<Options[Key]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

async function oneIdx(path: string, { test, seed }: PathOptions): Promise<Dataset> {
  const name = basename(path);
  const notes = emnistNotes(name);
  return { ...upright(await oneIdxFile(path, defined({ test, seed })), { name }), ...(notes.length > 0 && { notes }) };
}

async function fromFolder(path: string, options: PathOptions): Promise<Dataset> {
  const idx = idxFolder(path);
  if (idx) {
    const { notes, ...files } = idx;
    return { ...upright(await idxFiles(files), files), ...(notes.length > 0 && { notes }) };
  }
  const shards = await parquetShards(path);
  if (shards) return parquetFolder(path, shards, options);
  const { imageSize, channels, fit, background, test, seed } = options;
  return imageFolder(path, defined({ imageSize, channels, fit, background, test, seed })).catch((error) => {
    // A folder without any image is no folder of data at all.
    if (!isLatentKitError(error) || !error.message.startsWith(`${path}: expected images`)) throw error;
    const [, other] = /received (\d+ files [^)]*\))/.exec(error.message) ?? [];
    const pictures =
      other !== undefined && /\.(bmp|p[bgnp]m|tga|heic|heif|jxl|svg|psd|dcm|exr|nef|cr2|dng)\b/i.test(other);
    const tables = other !== undefined && /\.(csv|tsv|txt|jsonl|npy|npz|parquet)\b/i.test(other);
    const todo = pictures
      ? 'Save the images as PNG or JPEG.'
      : 'Give one of these files (--data), and another as the test split (--test); Parquet files may lie side by side in one folder.';
    throw refuse(path, other ?? 'a folder without any of them', pictures || tables ? todo : undefined);
  });
}

const refuse = (where: string, received: string, todo = 'Check the path.') =>
  expected({ where, expected: dataPaths, received, todo, code: 'DATA' });
