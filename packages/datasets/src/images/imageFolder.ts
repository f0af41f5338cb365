import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { expected } from '@latentkit/errors';
import type { Dataset, Split } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { readImages } from './readImages.ts';

/** What an image becomes. */
export interface ImageOptions {
  /** [height, width] to which every image is scaled and cut; that of the first image unless given. */
  readonly size?: readonly [number, number];
  /** 1 is grey, 3 is red, green, blue. */
  readonly channels?: 1 | 3;
}

export interface ImageFolderOptions extends ImageOptions, HoldOut {}

/** What is read; other files are an error, hidden ones are passed over. */
const imageExtensions = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif', '.tif', '.tiff'];

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
  const folders = await list(path, 'folders');
  if (!(folders.includes('train') && folders.includes('test'))) {
    const { split, classes } = await readClasses(path, folders, { size, channels });
    return { name, ...holdOut(split, held), classes };
  }
  const [trainFolder, testFolder] = [join(path, 'train'), join(path, 'test')];
  const train = await readClasses(trainFolder, await list(trainFolder, 'folders'), { size, channels });
  const [height, width] = train.split.y.shape.slice(1) as [number, number];
  const test = await readClasses(testFolder, await list(testFolder, 'folders'), { size: [height, width], channels });
  if (`${test.classes}` !== `${train.classes}`) {
    throw refuse(testFolder, `the classes of ${trainFolder}: ${train.classes.join(', ')}`, test.classes.join(', '));
  }
  return { name, train: train.split, test: test.split, classes: train.classes };
}

interface Wanted {
  readonly size: readonly [number, number] | undefined;
  readonly channels: 1 | 3;
}

async function readClasses(
  path: string,
  classes: readonly string[],
  wanted: Wanted,
): Promise<{ split: Split; classes: readonly string[] }> {
  const files: { file: string; label: number }[] = [];
  for (const [label, folder] of classes.entries()) {
    for (const file of await list(join(path, folder), 'files')) {
      if (!imageExtensions.includes(extname(file).toLowerCase())) {
        throw refuse(join(path, folder, file), `an image (${imageExtensions.join(', ')})`, 'another file');
      }
      files.push({ file: join(path, folder, file), label });
    }
  }
  if (files.length === 0)
    throw refuse(path, 'folders of images, one a class', classes.length === 0 ? 'no folder' : 'no file in them');
  const y = await readImages(
    files.map(({ file }) => ({ where: file, read: () => readBytes(file) })),
    wanted,
  );
  const label = { values: Int32Array.from(files, (each) => each.label), shape: [files.length], scale: 1 };
  return { split: { y, label }, classes };
}

/** Names in a folder, hidden ones left out, in the order of their characters, so that it is the same on every machine. */
async function list(path: string, kind: 'folders' | 'files'): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    const received = cause.code === 'ENOENT' ? 'nothing at this path' : `an error when it was read (${cause.code})`;
    throw expected({
      where: path,
      expected: 'a readable folder',
      received,
      todo: 'Check the path.',
      code: 'FILE_READ',
      cause,
    });
  });
  const chosen = entries.filter((entry) => !entry.name.startsWith('.') && entry.isDirectory() === (kind === 'folders'));
  return chosen.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1));
}

const refuse = (where: string, wanted: string, received: string) =>
  expected({
    where,
    expected: wanted,
    received,
    todo: 'Give a folder that holds one folder of images a class.',
    code: 'FILE_FORMAT',
  });
