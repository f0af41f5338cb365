import { basename } from 'node:path';
import type { Table } from '@latentkit/core';
import type { Dataset, Split } from '../dataset.ts';
import { type TestOf, testOf } from '../rows/holdOut.ts';
import { captionTables } from '../scenes/captionTables.ts';
import { type ClassFolders, classFolders } from './classFolders.ts';
import { imageSplits } from './imageSplits.ts';
import { type ImageOptions, imageFile } from './survey.ts';

export interface ImageFolderOptions extends ImageOptions, TestOf {}

/**
 * A data set from a folder of images, read by `sharp`: images in one folder per class, images alone, which are rows without classes, or either in
 * folders `train` and `test` (or `val`). Classes and files are in the order of their names. Captions are read where a `captions.csv` (columns `file` and
 * `caption`) or a `.txt` for each image lies beside them. `notes` say what sizes, channels, pages and files were met, and what was done with them.
 *
 * @param options.imageSize [height, width], that of most images by default; `fit` and `background` say how others get it
 * @param options.channels 1 or 3; 3 by default where an image has colour
 * @param options.test rows held out where there is no folder `test`, a count or a share, drawn by `seed`; or the path of another folder
 * @returns y [rows, height, width, channels], bytes of scale 1/255; label [rows]; with captions `text` [rows, words of the longest], numbers of `words`
 * @throws `FILE_READ` for a path that is not a folder, `FILE_FORMAT` naming a damaged image, `PACKAGE_MISSING` without sharp
 * @example
 * const { train, classes } = await imageFolder('pictures', { imageSize: [8, 8], channels: 3, test: 1 });
 */
export async function imageFolder(path: string, { test, seed, ...image }: ImageFolderOptions = {}): Promise<Dataset> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  const folders = await classFolders(path, other);
  const known = knownOf(folders);
  const { splits, notes } = await imageSplits({
    train: { files: folders.train.files.map(imageFile), ...known.train },
    ...(folders.test && { test: { files: folders.test.files.map(imageFile), ...known.test } }),
    image,
    held,
  });
  return { name: basename(path), ...splits, ...known.told, notes: [...notes, ...folders.notes, ...known.notes] };
}

/** What folders tell of their images beside the pixels, row by row, and what its numbers mean. */
export function knownOf({ train, test }: { train: ClassFolders; test?: ClassFolders }) {
  const { classes, captions } = train;
  const said = captions && captionTables([captions, test?.captions ?? []]);
  const rowsOf = ({ labels, captions }: ClassFolders, text?: Table): Pick<Split, 'label' | 'text'> => ({
    ...(labels && { label: labelTable(labels) }),
    ...(captions && text && { text }),
  });
  return {
    train: rowsOf(train, said?.tables[0]),
    test: test && rowsOf(test, said?.tables[1]),
    told: { ...(classes.length > 0 && { classes }), ...(said && { words: said.words }) },
    notes: said ? said.notes : [],
  };
}

const labelTable = (values: Int32Array): Table => ({ values, shape: [values.length], scale: 1 });
