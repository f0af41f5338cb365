import type { RowSource } from '@latentkit/core';
import type { ClassFolders } from '../images/classFolders.ts';
import { imageFile, readImages } from '../images/readImages.ts';
import { splitRows } from '../rows/splitRows.ts';
import { subset } from '../rows/subset.ts';
import { mostHeld } from './mostHeld.ts';
import { someRows } from './someRows.ts';
import type { StreamedDataset } from './streamedFile.ts';

/** What `classFolders` found, and what all of its images become. */
export interface StreamedImagesOptions {
  readonly name: string;
  readonly folders: { readonly train: ClassFolders; readonly test?: ClassFolders };
  readonly size: readonly [number, number];
  readonly channels: 1 | 3;
}

/**
 * A data set whose training images stay in their files and are decoded when they are wanted. Rows are held out as in `streamedFile`, or drawn
 * from the folder `test`.
 */
export async function streamedImages({ name, folders, ...image }: StreamedImagesOptions): Promise<StreamedDataset> {
  const { train, test } = folders;
  const rows = train.files.length;
  const source = sourceOf(train.files, image);
  const most = mostHeld(source.shape);
  const part = { name, classes: train.classes, close: async () => {} };
  if (test) {
    const count = test.files.length;
    const chosen = count > most ? splitRows(count, { validation: most, seed: 0 }).validation : upTo(count);
    const y = await sourceOf(test.files, image).read(chosen);
    return { ...part, train: { y: source, ...labelsOf(train, upTo(rows)) }, test: { y, ...labelsOf(test, chosen) } };
  }
  const held = splitRows(rows, { validation: Math.min(most, Math.max(1, Math.round(0.1 * rows))), seed: 0 });
  return {
    ...part,
    train: { y: someRows(source, held.train), ...labelsOf(train, held.train) },
    test: { y: await source.read(held.validation), ...labelsOf(train, held.validation) },
  };
}

function sourceOf(
  files: readonly string[],
  { size, channels }: Pick<StreamedImagesOptions, 'size' | 'channels'>,
): RowSource {
  return {
    shape: [files.length, ...size, channels],
    scale: 1 / 255,
    read: (rows) =>
      readImages(
        Array.from(rows, (row) => imageFile(files[row] as string)),
        { size, channels },
      ),
  };
}

const labelsOf = ({ labels }: ClassFolders, rows: Int32Array) => ({
  label: subset({ y: { values: labels, shape: [labels.length], scale: 1 } }, rows).y,
});

const upTo = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
