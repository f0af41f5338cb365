import { basename } from 'node:path';
import { expected } from '@latentkit/errors';
import { labels as checkedLabels } from '../arrays/observations.ts';
import type { Dataset, Split } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { sameRows } from '../rows/sameRows.ts';
import { unpack } from '../zip/unpack.ts';
import { type ZipEntry, zipEntries } from '../zip/zipEntries.ts';
import { npyObservations } from './npyFile.ts';
import { parseNpy } from './parseNpy.ts';

interface Layout {
  readonly y: string;
  readonly label?: string;
  readonly factors?: string;
  readonly testY?: string;
  readonly testLabel?: string;
}

/** What people call their arrays; the first layout whose `y` is there is taken, and of it what is there. */
const layouts: readonly Layout[] = [
  { y: 'x_train', label: 'y_train', testY: 'x_test', testLabel: 'y_test' },
  { y: 'train_images', label: 'train_labels', testY: 'test_images', testLabel: 'test_labels' },
  { y: 'imgs', factors: 'latents_classes' },
  { y: 'x', label: 'y' },
  { y: 'y', label: 'label', factors: 'factors' },
  { y: 'arr_0', label: 'arr_1' },
];

/**
 * A data set from a .npz file, numpy's archive of arrays, packed or not. Arrays are known by their names: `x_train`, `y_train`, `x_test`,
 * `y_test` (Keras); `train_images`, `train_labels`, `test_images`, `test_labels` (MedMNIST); `imgs`, `latents_classes` (dSprites); `x`, `y`;
 * `y`, `label`, `factors`; `arr_0`, `arr_1`. Other arrays are not read.
 *
 * @param options.test rows held out for the test split where the file has none, a count or a share; drawn by `seed`
 * @returns y [rows, …row] as `npyFile` makes it, label [rows], factors [rows, factors]
 * @throws `FILE_READ`, `FILE_FORMAT` as `npyFile`
 * @example
 * const { train, test } = await npzFile('digits.npz');
 */
export async function npzFile(path: string, held: HoldOut = {}): Promise<Dataset> {
  const entries = new Map(
    zipEntries(await readBytes(path), path).map((entry) => [entry.name.replace(/\.npy$/, ''), entry]),
  );
  const layout = layouts.find(({ y }) => entries.has(y));
  if (!layout) {
    throw expected({
      where: path,
      expected: `an array named ${layouts.map(({ y }) => y).join(', ')}`,
      received: [...entries.keys()].slice(0, 10).join(', ') || 'none',
      todo: 'Save it with such names, e.g. numpy.savez(file, x=images, y=classes).',
      code: 'FILE_FORMAT',
    });
  }
  const read = (y: string, label?: string, factors?: string) =>
    readSplit(path, entries, { y, ...(label && { label }), ...(factors && { factors }) });
  const name = basename(path, '.npz');
  const whole = await read(layout.y, layout.label, layout.factors);
  if (layout.testY === undefined || !entries.has(layout.testY)) return { name, ...holdOut(whole, held) };
  const test = await read(layout.testY, layout.testLabel);
  sameRows(whole, test, `${path}, ${layout.testY}`, layout.y);
  return { name, train: whole, test };
}

async function readSplit(path: string, entries: ReadonlyMap<string, ZipEntry>, names: Layout): Promise<Split> {
  const bytesOf = async (name: string) => {
    const entry = entries.get(name);
    return entry && { bytes: await unpack(entry, path), file: `${path}, ${name}` };
  };
  const found = (await bytesOf(names.y)) as { bytes: Uint8Array; file: string };
  const y = npyObservations(found.bytes, found.file);
  const rows = y.shape[0] as number;
  const label = names.label === undefined ? undefined : await bytesOf(names.label);
  const factors = names.factors === undefined ? undefined : await bytesOf(names.factors);
  return {
    y,
    ...(label && { label: checkedLabels(parseNpy(label.bytes, label), rows, label.file) }),
    ...(factors && { factors: factorTable(factors, rows) }),
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
