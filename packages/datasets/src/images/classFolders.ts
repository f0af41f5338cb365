import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { expected } from '@latentkit/errors';

/** The images of a split, class by class, before any is read. */
export interface ClassFolders {
  /** Paths, which may be a million: what is read of them is made when it is. */
  readonly files: readonly string[];
  /** Of each file, the number of its class. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
}

/** What is read; other files are an error, hidden ones are passed over. */
const imageExtensions = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif', '.tif', '.tiff'];

/**
 * What lies in a folder of images: one split, or those of its folders `train` and `test`.
 *
 * @throws `FILE_READ` for a path that is no folder, `FILE_FORMAT` naming a file that is no image, or classes that differ
 */
export async function classFolders(path: string): Promise<{ train: ClassFolders; test?: ClassFolders }> {
  const folders = await list(path, 'folders');
  if (!(folders.includes('train') && folders.includes('test'))) return { train: await inFolder(path, folders) };
  const [trainFolder, testFolder] = [join(path, 'train'), join(path, 'test')];
  const train = await inFolder(trainFolder, await list(trainFolder, 'folders'));
  const test = await inFolder(testFolder, await list(testFolder, 'folders'));
  if (`${test.classes}` !== `${train.classes}`) {
    throw refuse(testFolder, `the classes of ${trainFolder}: ${train.classes.join(', ')}`, test.classes.join(', '));
  }
  return { train, test };
}

async function inFolder(path: string, classes: readonly string[]): Promise<ClassFolders> {
  const files: string[] = [];
  const labels: number[] = [];
  for (const [label, folder] of classes.entries()) {
    for (const name of await list(join(path, folder), 'files')) {
      const file = join(path, folder, name);
      if (!imageExtensions.includes(extname(name).toLowerCase())) {
        throw refuse(file, `an image (${imageExtensions.join(', ')})`, 'another file');
      }
      files.push(file);
      labels.push(label);
    }
  }
  if (files.length === 0)
    throw refuse(path, 'folders of images, one a class', classes.length === 0 ? 'no folder' : 'no file in them');
  return { files, labels: Int32Array.from(labels), classes };
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
