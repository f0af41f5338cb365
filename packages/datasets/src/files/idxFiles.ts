import { basename, extname } from 'node:path';
import type { Dataset, Split } from '../dataset.ts';
import { idxSplit } from '../idx/idxSplit.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { sameRows } from '../rows/sameRows.ts';
import { readBytes } from './readBytes.ts';

/**
 * A data set from IDX files, plain or gzip, as MNIST and its relatives come.
 *
 * @param paths four files; a split without labels leaves them out
 * @returns y [rows, …row] as `idxSplit` makes it, label [rows]
 * @throws `FILE_READ` for a path that is no readable file, `FILE_FORMAT` with file and byte offset for what is in it
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
  return { name: name ?? basename(images), train, test };
}

/** A data set from one IDX file of observations. @returns y as `idxSplit` makes it, a tenth of the rows held out */
export async function oneIdxFile(path: string, held: HoldOut = {}): Promise<Dataset> {
  return { name: basename(path, extname(path)), ...holdOut(await readSplit(path, undefined), held) };
}

async function readSplit(images: string, labels: string | undefined): Promise<Split> {
  const named = async (file: string) => ({ file, bytes: await readBytes(file) });
  const [first, second] = await Promise.all([named(images), labels === undefined ? undefined : named(labels)]);
  return idxSplit({ images: first, ...(second && { labels: second }) });
}
