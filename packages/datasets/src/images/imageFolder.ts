import { basename } from 'node:path';
import type { Table } from '@latentkit/core';
import type { Dataset } from '../dataset.ts';
import { type TestOf, testOf } from '../rows/holdOut.ts';
import { type ClassFolders, classFolders } from './classFolders.ts';
import { imageSplits } from './imageSplits.ts';
import { type ImageOptions, imageFile } from './survey.ts';

export interface ImageFolderOptions extends ImageOptions, TestOf {}

/**
 * A data set from a folder of images, read by `sharp`: images in one folder a class, images alone, which are rows without classes, or either in
 * folders `train` and `test` (or `val`). Classes and files are in the order of their names. `notes` say what sizes, channels, pages and files were
 * met, and what was done with them.
 *
 * @param options.imageSize [height, width], that of most images unless given; `fit` and `background` say how others get it
 * @param options.channels 1 or 3; 3 unless given where an image has colour
 * @param options.test rows held out where there is no folder `test`, a count or a share, drawn by `seed`; or the path of another folder
 * @returns y [rows, height, width, channels], bytes of scale 1/255; label [rows]
 * @throws `FILE_READ` for a path that is no folder, `FILE_FORMAT` naming a damaged image, `PACKAGE_MISSING` without sharp
 * @example
 * const { train, classes } = await imageFolder('pictures', { imageSize: [8, 8], channels: 3, test: 1 });
 */
export async function imageFolder(path: string, { test, seed, ...image }: ImageFolderOptions = {}): Promise<Dataset> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  const folders = await classFolders(path, other);
  const { splits, notes } = await imageSplits({
    train: rowsOf(folders.train),
    ...(folders.test && { test: rowsOf(folders.test) }),
    image,
    held,
  });
  const { classes } = folders.train;
  return {
    name: basename(path),
    ...splits,
    ...(classes.length > 0 && { classes }),
    notes: [...notes, ...folders.notes],
  };
}

const rowsOf = ({ files, labels }: ClassFolders) => ({
  files: files.map(imageFile),
  ...(labels && { label: labelTable(labels) }),
});

export const labelTable = (values: Int32Array): Table => ({ values, shape: [values.length], scale: 1 });
