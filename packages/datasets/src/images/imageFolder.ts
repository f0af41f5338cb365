import { basename } from 'node:path';
import type { Dataset, Split } from '../dataset.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { type ClassFolders, classFolders } from './classFolders.ts';
import { imageFile, readImages } from './readImages.ts';

/** What an image becomes. */
export interface ImageOptions {
  /** [height, width] to which every image is scaled and cut; that of the first image unless given. */
  readonly size?: readonly [number, number];
  /** 1 is grey, 3 is red, green, blue. */
  readonly channels?: 1 | 3;
}

export interface ImageFolderOptions extends ImageOptions, HoldOut {}

/**
 * A data set from a folder of images, one folder a class, read by `sharp`: `<folder>/<class>/*.png`, or `<folder>/train/<class>/…` and
 * `<folder>/test/<class>/…`. Classes and files are in the order of their names.
 *
 * @param options.size images of another size are scaled to cover it and cut around their middle
 * @param options.test rows held out where there is no folder `test`, a count or a share; drawn by `seed`
 * @returns y [rows, height, width, channels], bytes of scale 1/255; label [rows]
 * @throws `FILE_READ` for a path that is no folder, `FILE_FORMAT` naming the file that is no image, `PACKAGE_MISSING` without sharp
 * @example
 * const { train, classes } = await imageFolder('pictures', { size: [8, 8], channels: 3, test: 1 });
 */
export async function imageFolder(
  path: string,
  { size, channels = 1, ...held }: ImageFolderOptions = {},
): Promise<Dataset> {
  const name = basename(path);
  const { train, test } = await classFolders(path);
  const { classes } = train;
  const split = await readSplit(train, { size, channels });
  if (!test) return { name, ...holdOut(split, held), classes };
  const [height, width] = split.y.shape.slice(1) as [number, number];
  return { name, train: split, test: await readSplit(test, { size: [height, width], channels }), classes };
}

async function readSplit(
  { files, labels }: ClassFolders,
  wanted: { size: readonly [number, number] | undefined; channels: 1 | 3 },
): Promise<Split> {
  const y = await readImages(files.map(imageFile), wanted);
  return { y, label: { values: labels, shape: [files.length], scale: 1 } };
}
