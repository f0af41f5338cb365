import { readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isLatentKitError } from '@latentkit/errors';
import { firstBytes } from '../files/firstBytes.ts';
import { idxFolder } from '../files/idxFolder.ts';
import { classFolders } from '../images/classFolders.ts';
import { imageFile, readImages } from '../images/readImages.ts';
import { type StreamedDataset, streamedFile } from './streamedFile.ts';
import { streamedIdx } from './streamedIdx.ts';
import { streamedImages } from './streamedImages.ts';

/** What Node reads as one buffer. */
const mostWhole = 2 ** 31 - 1;

/**
 * A data set that is left on the disk, from a path that `fromPath` takes too, where its training rows are more than so many bytes: a .npy or
 * IDX file, a folder of IDX files under MNIST's names that are not packed, or a folder of images, which are decoded when they are wanted.
 *
 * @param options.above bytes of the training rows, as they would lie in memory
 * @returns undefined where there are fewer, and for other kinds of files: those are `fromPath`'s
 * @throws as `streamedFile` and `imageFolder`
 * @example
 * const large = await streamedPath('points.npy', { above: 2 ** 30 }); // undefined: six bytes
 */
export async function streamedPath(path: string, { above }: { above: number }): Promise<StreamedDataset | undefined> {
  const found = await stat(path);
  if (found.isFile()) return found.size > above ? file(path, found.size) : undefined;
  if (!found.isDirectory()) return undefined;
  const idx = idxFolder(path);
  if (idx) return (await stat(idx.images)).size > above ? streamedIdx(idx) : undefined;
  return images(path, above);
}

/** A file in another layout than a table's can still be read whole, if it is not too large for that. */
async function file(path: string, bytes: number): Promise<StreamedDataset | undefined> {
  const [first, second] = await firstBytes(path, 2);
  const isNpy = first === 0x93 && second === 0x4e;
  if (!isNpy && !(first === 0 && second === 0)) return undefined;
  return streamedFile(path).catch((error) => {
    if (isLatentKitError(error) && error.code === 'FILE_FORMAT' && bytes <= mostWhole) return undefined;
    throw error;
  });
}

/** Grey, in the size of the first, as `imageFolder` makes them. */
async function images(path: string, above: number): Promise<StreamedDataset | undefined> {
  const entries = await readdir(path, { withFileTypes: true });
  if (!entries.some((entry) => entry.isDirectory() && !entry.name.startsWith('.'))) return undefined;
  const folders = await classFolders(path);
  const one = await readImages([imageFile(folders.train.files[0] as string)], { size: undefined, channels: 1 });
  const size = one.shape.slice(1, 3) as [number, number];
  if (folders.train.files.length * size[0] * size[1] <= above) return undefined;
  return streamedImages({ name: basename(path), folders, size, channels: 1 });
}
