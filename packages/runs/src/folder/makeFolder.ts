import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ioError, syncFolder } from '@latentkit/core/internal/node';

/**
 * Make a folder and those above it, one by one, so that they are there after power loss. Not `mkdir` with `recursive`: it never returns where a
 * file system refuses new folders with "no such file", as /proc does.
 *
 * @throws the system's own error
 */
export async function makeFolder(path: string): Promise<void> {
  const exists = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (exists) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  await syncFolder(above).catch(async (error) => {
    // The next call is to make it again, and not to believe that it is on the disk.
    await rmdir(path).catch(() => {});
    throw error;
  });
}

/** The same inside of a run. @throws IO */
export async function makeInnerFolder(path: string): Promise<void> {
  await makeFolder(path).catch((cause) => {
    throw ioError(path, cause, 'a folder that can be made');
  });
}
