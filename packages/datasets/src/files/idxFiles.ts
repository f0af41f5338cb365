import { basename, extname } from 'node:path';
import { countedClasses } from '../arrays/countedClasses.ts';
import type { Dataset, Split } from '../dataset.ts';
import { idxSplit } from '../idx/idxSplit.ts';
import { holdOut, type TestOf, testOf } from '../rows/holdOut.ts';
import { sameRows } from '../rows/sameRows.ts';
import { readBytes } from './readBytes.ts';

/**
 * A data set from IDX files, plain or gzip, as MNIST and its relatives come.
 *
 * @param paths four files; a split without labels leaves them out
 * @returns y [rows, …row] as `idxSplit` makes it, label [rows]: class numbers that are not 0, 1, 2, … are counted again, and `classes` holds them
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` with file and byte offset for what is in it
 * @example
 * const data = await idxFiles({
 *   images: 'train-images-idx3-ubyte.gz', labels: 'train-labels-idx1-ubyte.gz',
 *   testImages: 't10k-images-idx3-ubyte.gz', testLabels: 't10k-labels-idx1-ubyte.gz',
 * });
 */
export async function idxFiles({
  name,
  images,
  labels,
  testImages,
  testLabels,
}: {
  name?: string;
  images: string;
  labels?: string;
  testImages: string;
  testLabels?: string;
}): Promise<Dataset> {
  const [train, test] = await Promise.all([readSplit(images, labels), readSplit(testImages, testLabels)]);
  sameRows(train, test, `${testImages}, byte 8`, images);
  if (!train.label) return { name: name ?? basename(images), train, test };
  const label = countedClasses(train.label, test.label, labels as string);
  return {
    name: name ?? basename(images),
    train: { ...train, label: label.train },
    test: { ...test, ...(label.test && { label: label.test }) },
    ...(label.classes && { classes: label.classes }),
  };
}

/** A data set from one IDX file of observations. @returns y as `idxSplit` makes it, a tenth of the rows held out unless `test` is another file */
export async function oneIdxFile(path: string, options: TestOf = {}): Promise<Dataset> {
  const { path: test, held } = testOf(options);
  if (test !== undefined) return idxFiles({ name: basename(path, extname(path)), images: path, testImages: test });
  return { name: basename(path, extname(path)), ...holdOut(await readSplit(path, undefined), held) };
}

async function readSplit(images: string, labels: string | undefined): Promise<Split> {
  const named = async (file: string) => ({ file, bytes: await readBytes(file) });
  const [first, second] = await Promise.all([named(images), labels === undefined ? undefined : named(labels)]);
  return idxSplit({ images: first, ...(second && { labels: second }) });
}
