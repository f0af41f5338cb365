import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expected, type Report } from '@latentkit/errors';
import { syncFolder } from './syncFolder.ts';
import { toDisk } from './toDisk.ts';

/**
 * Write a file whole, so that power loss at any moment leaves the old one or the new one: into `<path>.partial` beside it, that to the disk, its
 * name to `path`, the folder to the disk. Nothing is left behind by an error; what a killed process left is overwritten by the next write.
 *
 * @param path in a folder that exists; a link in its place is replaced, not followed
 * @throws `IO` with the path and the reason; the old file is as it was
 * @example
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * await writeDurably(join(tmpdir(), 'notes.txt'), 'kept');
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await rm(partial, { force: true });
    // Exclusive: a link in its place would lead out of the folder.
    const file = await open(partial, 'wx');
    try {
      await file.writeFile(content);
      await toDisk(file);
    } finally {
      await file.close();
    }
    await rename(partial, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    throw ioError(path, cause);
  }
}

const todos: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space on that disk and run again.',
  EDQUOT: 'Free some of your disk quota and run again.',
  EFBIG: 'Raise the limit on the size of files (ulimit -f) and run again.',
  EACCES: 'Make the folder writable and run again.',
  EPERM: 'Make the folder writable and run again.',
  EROFS: 'Choose a folder on a disk that can be written.',
};

/** What a system call refused, as an error of ours. */
export function ioError(path: string, cause: unknown, want: Report['expected'] = 'a file that can be written') {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const todo = todos[code] ?? 'Check the disk and run again.';
  return expected({ where: path, expected: want, received: message, todo, code: 'IO', cause });
}
