import { basename, extname } from 'node:path';
import type { RowSource, Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { countedClasses } from '../arrays/countedClasses.ts';
import { labelTable } from '../arrays/labelColumn.ts';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { parseIdx } from '../idx/parseIdx.ts';
import { parseNpy } from '../npy/parseNpy.ts';
import { type HoldOut, heldRows } from '../rows/holdOut.ts';
import { subset } from '../rows/subset.ts';
import { mostHeld } from './mostHeld.ts';
import { rowFile } from './rowFile.ts';
import { someRows } from './someRows.ts';

/** A data set whose training rows stay in their file; labels, targets and the rows held out are in memory. */
export interface StreamedDataset extends Omit<Dataset, 'train'> {
  readonly train: Readonly<{ y: RowSource; label?: Table; target?: Table; text?: Table }>;
  close(): Promise<void>;
}

/**
 * A data set larger than memory, from a .npy or IDX file as `rowFile` reads it. Its rows come in the order of any `permutation`, so that a
 * run over it is the same, bit for bit, as over the same rows in memory, and goes on after a stop without any state of the reader.
 *
 * @param options.labels a second .npy or IDX file, which is read whole
 * @param options.test rows held out for the test split and read into memory, a count or a share; drawn by `seed`. A tenth by default, at most
 *   10 000 rows and 2²⁵ numbers
 * @throws as `rowFile`; `OPTION` for a split without rows
 * @example
 * const data = await streamedFile('points.npy', { test: 1 });
 * data.train.y.shape; // [1, 3]
 * await data.close();
 */
export async function streamedFile(
  path: string,
  { labels, test, seed = 0 }: { labels?: string } & HoldOut = {},
): Promise<StreamedDataset> {
  const file = await rowFile(path);
  try {
    const rows = file.shape[0] as number;
    const held = heldRows(rows, {
      test: test ?? Math.min(mostHeld(file.shape), Math.max(1, Math.round(0.1 * rows))),
      seed,
    });
    const found = labels === undefined ? undefined : countedClasses(await readLabels(labels, rows), undefined, labels);
    const label = found?.train;
    const labelsOf = (chosen: Int32Array) => label && { label: subset({ y: label }, chosen).y };
    return {
      name: basename(path, extname(path)),
      train: { y: someRows(file, held.train), ...labelsOf(held.train) },
      test: { y: await file.read(held.validation), ...labelsOf(held.validation) },
      ...(found?.classes && { classes: found.classes }),
      rows: { train: held.train, test: held.validation },
      layout: file.layout,
      close: file.close,
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

export async function readLabels(file: string, rows: number): Promise<Table> {
  const bytes = await readBytes(file);
  const { values, shape } = bytes[0] === 0x93 ? parseNpy(bytes, { file }) : parseIdx(bytes, { file });
  const column = labelTable({ values, shape }, rows, file)?.columns[0];
  if (column && 'values' in column) {
    const whole = values.length === rows && !(values instanceof Float32Array);
    return { values: whole ? values : Float32Array.from(column.values), shape: [rows], scale: 1 };
  }
  throw expected({
    where: file,
    expected: 'one class per row, as a number or one-hot',
    received: `shape [${shape}]`,
    todo: 'Give labels that are classes.',
    code: 'FILE_FORMAT',
  });
}
