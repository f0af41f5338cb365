import { basename } from 'node:path';
import { countedClasses } from '../arrays/countedClasses.ts';
import type { Split } from '../dataset.ts';
import { sameRows } from '../rows/sameRows.ts';
import { splitRows } from '../rows/splitRows.ts';
import { subset } from '../rows/subset.ts';
import { mostHeld } from './mostHeld.ts';
import { rowFile } from './rowFile.ts';
import { readLabels, type StreamedDataset } from './streamedFile.ts';

/** The IDX files of a data set; images are not packed. */
export interface StreamedIdxPaths {
  readonly name: string;
  readonly images: string;
  readonly labels: string;
  readonly testImages: string;
  readonly testLabels: string;
}

/** A data set whose training images stay in their IDX file; of a large test file, 10 000 rows and 2²⁵ numbers at most are drawn. */
export async function streamedIdx({ name, images, labels, ...tests }: StreamedIdxPaths): Promise<StreamedDataset> {
  const { drawn, ...test } = await heldSplit(tests.testImages, tests.testLabels);
  const y = await rowFile(images);
  try {
    sameRows({ y }, test, `${tests.testImages}, byte 8`, basename(images));
    const all = await readLabels(labels, y.shape[0] as number);
    const label = countedClasses(all, test.label, labels);
    return {
      name,
      train: { y, label: label.train },
      test: { ...test, ...(label.test && { label: label.test }) },
      ...(drawn && { rows: { test: drawn } }),
      ...(label.classes && { classes: label.classes }),
      close: y.close,
    };
  } catch (error) {
    await y.close();
    throw error;
  }
}

async function heldSplit(images: string, labels: string): Promise<Split & { drawn: Int32Array | undefined }> {
  const file = await rowFile(images);
  try {
    const rows = file.shape[0] as number;
    const most = mostHeld(file.shape);
    const label = await readLabels(labels, rows);
    const drawn = rows > most ? splitRows(rows, { validation: most, seed: 0 }).validation : undefined;
    const chosen = drawn ?? Int32Array.from({ length: rows }, (_, row) => row);
    return { y: await file.read(chosen), label: subset({ y: label }, chosen).y, drawn };
  } finally {
    await file.close();
  }
}
