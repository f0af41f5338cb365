import { basename } from 'node:path';
import { expected } from '@latentkit/errors';
import { type ArrayOptions, type ArraySplit, arrayData, withLabel } from '../arrays/arrayData.ts';
import { sameShape } from '../arrays/sameShape.ts';
import type { Dataset } from '../dataset.ts';
import { foreignArchive } from '../files/foreignArchive.ts';
import { readBytes } from '../files/readBytes.ts';
import { concatTables } from '../tabular/concatTables.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { unpack } from '../zip/unpack.ts';
import { type ZipEntry, zipEntries } from '../zip/zipEntries.ts';
import { npyLabels } from './npyLabels.ts';
import { type AsRows, anyColumns, type Like, npyRows, rowsIn } from './npyRows.ts';
import { npzNames } from './npzNames.ts';
import { parseNpy } from './parseNpy.ts';

export interface NpzOptions extends ArrayOptions, AsRows {
  /** The array of observations, where its name does not tell. */
  readonly array?: string;
  /** The array of classes or targets. */
  readonly label?: string;
}

/**
 * A data set from a .npz file, numpy's archive of arrays, packed or not. Arrays are known by their names, in any case: `x_train`, `y_train`, `x_test`
 * (or `x_val`), `y_test` (Keras); `train_images`, `train_labels` … (MedMNIST); `imgs`, `latents_classes` (dSprites); `images`, `data` or `x` with `y`,
 * `label`, `labels` or `target`; `y`, `label`, `factors`; `arr_0`, `arr_1`; else the largest array, by any name. `notes` name those that are not read.
 *
 * @param options.test rows held out for the test split where the file has none, a count or a share; drawn by `seed`
 * @returns y [rows, …row] as `npyFile` makes it, label or target [rows], factors [rows, factors]
 * @throws `FILE_READ`, `FILE_FORMAT` as `npyFile`
 * @example
 * const { train, test } = await npzFile('digits.npz');
 */
export async function npzFile(path: string, { array, label, asRows, ...options }: NpzOptions = {}): Promise<Dataset> {
  const entries = await arraysOf(path);
  const asked = { ...(array !== undefined && { array }), ...(label !== undefined && { label }) };
  const names = npzNames([...entries.keys()], asked, path, largestOf(entries));
  const notes: string[] = [];
  const read = reader(path, entries, notes);
  const train = await read({
    y: names.y,
    label: names.label,
    factors: names.factors,
    ...(asRows && { like: { y: asRows } }),
  });
  const test =
    names.testY === undefined ? undefined : await read({ y: names.testY, label: names.testLabel, like: train.rows });
  if (test) sameShape(train.rows, test.rows, `${path}, ${names.testY}`, names.y);
  const data = arrayData(basename(path, '.npz'), { train, ...(test && { test }) }, options);
  const arrays = [names.y, names.label, names.testY].filter((name) => name !== undefined).join(', ');
  return {
    ...data,
    notes: [
      ...(names.unused.length > 0
        ? [`read of ${basename(path)}: ${arrays}; not read: ${names.unused.slice(0, 10).join(', ')}`]
        : []),
      ...(names.testY !== undefined && /val/i.test(names.testY) ? [`${names.testY} is the test split`] : []),
      ...notes,
      ...(data.notes ?? []),
    ],
  };
}

/** The rows of an archive as the columns of a table, with their classes, those of its test split last; undefined where they are pixels or have more axes. */
export async function readNpz(path: string, array?: string): Promise<SourceTable | undefined> {
  const entries = await arraysOf(path);
  const asked = array !== undefined && entries.has(array) ? { array } : {};
  const { y, label, testY, testLabel, unused } = npzNames([...entries.keys()], asked, path, largestOf(entries));
  const read = reader(path, entries, []);
  const notes = unused.length > 0 ? [`${basename(path)}: not read: ${unused.slice(0, 10).join(', ')}`] : [];
  const tables: SourceTable[] = [];
  const parts = [{ y, label }, ...(testY === undefined ? [] : [{ y: testY, label: testLabel }])];
  // Classes of some rows alone are none.
  const labelled = parts.every((part) => part.label !== undefined);
  for (const part of parts) {
    const { rows, label: classes } = await read({
      y: part.y,
      ...(labelled && { label: part.label }),
      like: anyColumns,
    });
    if (!('columns' in rows)) return undefined;
    tables.push(withLabel(rows, classes));
  }
  const whole = concatTables(tables);
  return { ...whole, notes: [...notes, ...whole.notes] };
}

/** The array of most bytes; undefined of an archive without any. */
const largestOf = (entries: ReadonlyMap<string, ZipEntry>): string | undefined =>
  [...entries].reduce<[string, ZipEntry] | undefined>(
    (most, one) => (most && most[1].size >= one[1].size ? most : one),
    undefined,
  )?.[0];

async function arraysOf(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const found = zipEntries(await readBytes(path), path);
  const foreign = foreignArchive(found.map(({ name }) => name));
  if (foreign) throw expected({ where: path, expected: 'a .npz file of numpy', ...foreign, code: 'FILE_FORMAT' });
  return new Map(found.map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
}

interface Wanted {
  readonly y: string;
  readonly label?: string | undefined;
  readonly factors?: string | undefined;
  readonly like?: Like;
}

function reader(path: string, entries: ReadonlyMap<string, ZipEntry>, notes: string[]) {
  const bytesOf = async (name: string) => ({
    bytes: await unpack(entries.get(name) as ZipEntry, path),
    file: `${path}, ${name}`,
  });
  const labelsOf = async (name: string, rows: number) => {
    const { bytes, file } = await bytesOf(name);
    return npyLabels(bytes, rows, file);
  };
  return async ({ y, label, factors, like }: Wanted): Promise<ArraySplit> => {
    const { bytes, file } = await bytesOf(y);
    const rows = npyRows(bytes, file, like);
    const count = rowsIn(rows);
    const classes = label === undefined ? undefined : await labelsOf(label, count);
    if (label !== undefined && !classes)
      notes.push(`array ${label} holds several numbers per row, which are not classes: it is not read`);
    return {
      rows,
      ...(classes && { label: classes }),
      ...(factors !== undefined && { factors: factorTable(await bytesOf(factors), count) }),
    };
  };
}

function factorTable(from: { bytes: Uint8Array; file: string }, rows: number) {
  const table = parseNpy(from.bytes, from);
  if (table.shape.length === 2 && table.shape[0] === rows) return table;
  throw expected({
    where: from.file,
    expected: `factors of shape [${rows}, factors]`,
    received: `[${table.shape}]`,
    todo: 'Give the factors that belong to these rows.',
    code: 'FILE_FORMAT',
  });
}
