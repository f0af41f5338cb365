import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ioError } from '@latentkit/core/internal/node';
import { expected, isLatentKitError } from '@latentkit/errors';
import { makeFolder } from '@latentkit/runs/internal';
import { readIndex } from '../index.ts';

/** Where a site is written before it takes its place; what a killed command left of one is overwritten. */
const staging = '.latentkit-partial';

/**
 * Refuse a folder that holds anything but an earlier site, before work is done for it.
 *
 * @param top the names at the top of a site
 * @returns whether it is there
 * @throws FLAG with the first thing that is not of a site
 */
export async function checkSiteFolder(path: string, top: ReadonlySet<string>): Promise<boolean> {
  const names = await readdir(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw refused(path, cause.code === 'ENOTDIR' ? 'a file' : cause.message, cause);
  });
  if (names === undefined) return false;
  const held = names.filter((name) => name !== staging);
  if (held.length === 0) return true;
  const other = held.find((name) => !top.has(name));
  if (other !== undefined) throw refused(path, `one that holds ${other}`);
  const index = await readFile(join(path, 'data', 'index.json'), 'utf8').catch(() => undefined);
  if (index === undefined || !isIndex(index)) throw refused(path, `one that holds ${held[0]}`);
  return true;
}

/** The names at the top of a site of these files, the page last. */
export function topOf(files: Iterable<string>): Set<string> {
  const names = new Set(Array.from(files, (file) => file.split('/')[0] as string));
  names.delete('index.html');
  return names.add('index.html');
}

/**
 * Write a site whole: beside its place first, then moved into it, the page last. An error leaves no half of it; an earlier site goes.
 *
 * @param files by their paths from the page
 * @throws FLAG for a folder that holds something else, IO where the disk refuses
 */
export async function writeSite(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const top = topOf(files.keys());
  const there = await checkSiteFolder(path, top);
  const partial = join(path, staging);
  const remove = async (names: Iterable<string>) => {
    for (const name of names) await rm(join(path, name), { recursive: true, force: true });
  };
  let moving = false;
  try {
    await makeFolder(path).catch((cause) => {
      throw refused(path, cause.message, cause);
    });
    await remove([staging]);
    for (const [name, content] of files) {
      await mkdir(dirname(join(partial, name)), { recursive: true });
      await writeFile(join(partial, name), content, { flag: 'wx' });
    }
    moving = true;
    await remove([...top].reverse());
    for (const name of top) await rename(join(partial, name), join(path, name));
    await rmdir(partial);
  } catch (cause) {
    await remove([staging, ...(moving ? top : [])]).catch(() => {});
    if (!there) await rmdir(path).catch(() => {});
    throw isLatentKitError(cause) ? cause : ioError(path, cause, 'a folder that can be written');
  }
}

function isIndex(text: string): boolean {
  try {
    readIndex(JSON.parse(text), 'data/index.json');
    return true;
  } catch {
    return false;
  }
}

function refused(path: string, received: string, cause?: unknown) {
  return expected({
    where: `--export ${path}`,
    expected: 'a new folder, an empty one, or one of an earlier site',
    received,
    todo: 'Choose another --export.',
    code: 'FLAG',
    cause,
  });
}
