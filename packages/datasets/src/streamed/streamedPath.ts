import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Table } from '@latentkit/core';
import { isLatentKitError } from '@latentkit/errors';
import { layoutNotes } from '../arrays/observations.ts';
import { csvPieces } from '../csv/csvPieces.ts';
import { upright } from '../files/emnist.ts';
import { firstBytes } from '../files/firstBytes.ts';
import { foreignFile } from '../files/foreignFile.ts';
import type { PathOptions } from '../files/fromPath.ts';
import { idxFolder } from '../files/idxFolder.ts';
import { kindOfFile } from '../files/kindOfFile.ts';
import { parquetShards } from '../files/parquetFolder.ts';
import { classFolders } from '../images/classFolders.ts';
import { imageFile, survey } from '../images/survey.ts';
import { testOf } from '../rows/holdOut.ts';
import { arePixels } from '../tabular/pixelImages.ts';
import { type StreamedDataset, streamedFile } from './streamedFile.ts';
import { streamedIdx } from './streamedIdx.ts';
import { streamedImages } from './streamedImages.ts';
import { type StreamedTableOptions, streamedTable } from './streamedTable.ts';

/** What Node reads as one buffer. */
const mostWhole = 2 ** 31 - 1;

/**
 * A data set that is left on the disk, from a path that `fromPath` takes too, where its training rows are more than this many bytes: a .npy or
 * IDX file, a folder of IDX files under MNIST's names that are not packed, a folder of images, which are decoded when they are wanted, or a table of
 * text of a quarter of these bytes (a sixteenth, if packed), since it takes four times its bytes to read it whole: see `streamedTable`.
 *
 * Columns of a .npy file stay in their units here.
 *
 * @param options.above bytes of the training rows, as they would lie in memory
 * @param options.imageSize of images, as in `imageFolder`, and so `channels`, `fit`, `background`; `label`, `test` and `seed` as in `fromPath`
 * @returns undefined where there are fewer, and for other kinds of files: those are `fromPath`'s
 * @throws as `streamedFile` and `imageFolder`
 * @example
 * const large = await streamedPath('points.npy', { above: 2 ** 30 }); // undefined: six bytes
 */
export async function streamedPath(
  path: string,
  { above, ...options }: PathOptions & { above: number },
): Promise<StreamedDataset | undefined> {
  const found = await stat(path);
  if (found.isFile()) {
    if (await isLargeText(path, { bytes: found.size, above })) return streamedTable(path, tableOptions(options));
    return found.size > above ? file(path, found.size, options) : undefined;
  }
  if (!found.isDirectory()) return undefined;
  const idx = idxFolder(path);
  if (idx) {
    const { notes, ...paths } = idx;
    if ((await stat(paths.images)).size <= above) return undefined;
    return {
      ...upright(await streamedIdx(paths), paths),
      layout: 'channels last',
      range: [0, 1],
      ...(notes.length > 0 && { notes }),
    };
  }
  return (await parquetShards(path)) ? undefined : images(path, above, options);
}

/** Read whole, a text takes four times its bytes: itself, its columns, and the rows made of them. Packed it is about a quarter of that. */
async function isLargeText(path: string, { bytes, above }: { bytes: number; above: number }): Promise<boolean> {
  if (bytes <= above / 16) return false;
  const { kind, head } = await kindOfFile(path);
  const [first, second] = await firstBytes(path, 2);
  const packed = first === 0x1f && second === 0x8b;
  if (kind !== 'text' || (packed ? 16 : 4) * bytes <= above || foreignFile(head, path)) return false;
  // Images are bytes, and take no more than their text does.
  return bytes > mostWhole || !arePixels((await csvPieces(path)).names);
}

function tableOptions({
  label,
  leaveOut,
  missing,
  standardize,
  header,
  test,
  seed,
}: PathOptions): StreamedTableOptions {
  const given = { label, leaveOut, missing, standardize, header, test, seed };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** A file in another layout than a table's can still be read whole, if it is not too large for that. */
async function file(
  path: string,
  bytes: number,
  { label, test, seed }: PathOptions,
): Promise<StreamedDataset | undefined> {
  const [first, second] = await firstBytes(path, 2);
  const isNpy = first === 0x93 && second === 0x4e;
  if ((!isNpy && !(first === 0 && second === 0)) || typeof test === 'string') return undefined;
  const options = {
    ...(label !== undefined && isNpy && { labels: label }),
    ...(test !== undefined && { test }),
    ...(seed !== undefined && { seed }),
  };
  try {
    const data = await streamedFile(path, options);
    const { layout = 'other' } = data;
    const notes = [
      ...(layout === 'columns' && data.train.y.scale === 1
        ? ['columns that stay on the disk are not standardised']
        : layoutNotes(layout)),
      ...(isNpy ? flagNotes(data.test.y) : []),
    ];
    return { ...data, ...(data.train.y.scale !== 1 && { range: [0, 1] as const }), ...(notes.length > 0 && { notes }) };
  } catch (error) {
    if (isLatentKitError(error) && error.code === 'FILE_FORMAT' && bytes <= mostWhole) return undefined;
    throw error;
  }
}

/** Bytes of a smaller file are flags where none is above 1; here not all are seen before they are used. */
const flagNotes = ({ values }: Table): string[] =>
  values instanceof Uint8Array && values.length > 0 && values.every((value) => value <= 1)
    ? ['bytes of 0 and 1 are read as pixels, 0 and 1/255: write them as float32 for 0 and 1']
    : [];

async function images(
  path: string,
  above: number,
  { imageSize, channels, fit, background, test, seed }: PathOptions,
): Promise<StreamedDataset | undefined> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  // What is not a folder of images is told by `fromPath`.
  const folders = await classFolders(path, other).catch(() => undefined);
  if (!folders) return undefined;
  const wanted = {
    ...(imageSize && { imageSize }),
    ...(channels && { channels }),
    ...(fit && { fit }),
    ...(background && { background }),
  };
  const { form, notes } = await survey(folders.train.files.map(imageFile), wanted);
  const [height, width] = form.imageSize;
  if (folders.train.files.length * height * width * form.channels <= above) return undefined;
  const data = await streamedImages({ name: basename(path), folders, form, notes: [...notes, ...folders.notes], held });
  return { ...data, layout: 'channels last', range: [0, 1] };
}
