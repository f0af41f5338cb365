import { open } from 'node:fs/promises';
import { toDisk } from './toDisk.ts';

/**
 * The names in a folder to the disk, so that a file or folder made in it is still there after power loss; where a system has no such thing
 * (Windows), nothing.
 *
 * @throws the system's own error
 * @example
 * import { tmpdir } from 'node:os';
 * await syncFolder(tmpdir());
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await toDisk(folder);
  } catch (error) {
    // A file system that cannot do it says so by EINVAL.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    await folder.close();
  }
}
