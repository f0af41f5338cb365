import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isLatentKitError } from '@latentkit/errors';
import { layoutNotes } from '../arrays/observations.ts';
import { upright } from '../files/emnist.ts';
import { firstBytes } from '../files/firstBytes.ts';
import type { PathOptions } from '../files/fromPath.ts';
import { idxFolder } from '../files/idxFolder.ts';
import { parquetShards } from '../files/parquetFolder.ts';
import { classFolders } from '../images/classFolders.ts';
import { imageFile, survey } from '../images/survey.ts';
import { testOf } from '../rows/holdOut.ts';
import { type StreamedDataset, streamedFile } from './streamedFile.ts';
import { streamedIdx } from './streamedIdx.ts';
import { streamedImages } from './streamedImages.ts';

/** What Node reads as one buffer. */
const mostWhole = 2 ** 31 - 1;

/**
 * A data set that is left on the disk, from a path that `fromPath` takes too, where its training rows are more than so many bytes: a .npy or
 * IDX file, a folder of IDX files under MNIST's names that are not packed, or a folder of images, which are decoded when they are wanted.
 *
 * Columns of numbers stay in their units here: a plan would need all of them.
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
  if (found.isFile()) return found.size > above ? file(path, found.size, options) : undefined;
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
    const notes =
      layout === 'columns' && data.train.y.scale === 1
        ? ['columns that stay on the disk are not standardised']
        : layoutNotes(layout);
    return { ...data, ...(data.train.y.scale !== 1 && { range: [0, 1] as const }), ...(notes.length > 0 && { notes }) };
  } catch (error) {
    if (isLatentKitError(error) && error.code === 'FILE_FORMAT' && bytes <= mostWhole) return undefined;
    throw error;
  }
}

async function images(
  path: string,
  above: number,
  { imageSize, channels, fit, background, test, seed }: PathOptions,
): Promise<StreamedDataset | undefined> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  // What is no folder of images is told by `fromPath`.
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
