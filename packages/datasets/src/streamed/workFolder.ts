import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../remote/cachePath.ts';
import { unwritable } from './unwritable.ts';

/** Where the numbers of large tables are while they are used. */
const tables = () => join(cacheFolder(), 'tables');

/** A new folder for files of one's own. @param folder where it is made; the cache folder by default */
export async function workFolder(folder = tables()): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdir(folder, { recursive: true })
    .then(() => mkdtemp(join(folder, 'rows-')))
    .catch(unwritable(folder));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Work in such a folder, which is gone then. */
export async function withWorkFolder<Result>(
  folder: string | undefined,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const { path, remove } = await workFolder(folder);
  try {
    return await work(path);
  } finally {
    await remove();
  }
}
