import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { root } from '../root.ts';
import type { Kind } from './links.ts';

const images = new Set(['.png', '.svg', '.jpg']);
const hidden = /^(node_modules|dist|\..*)$/;

/** The text of a file of the repository. */
export const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** What a path of the repository is. */
export function kindOf(path: string): Kind {
  const full = join(root, path);
  if (!existsSync(full)) return 'missing';
  if (statSync(full).isDirectory()) return 'folder';
  if (extname(path) === '.md') return 'page';
  return images.has(extname(path)) ? 'image' : 'source';
}

/** Names in a folder, files before folders. */
export function namesIn(folder: string): { files: string[]; folders: string[] } {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !hidden.test(name));
  const names = (wanted: boolean) =>
    entries
      .filter((entry) => entry.isDirectory() === wanted)
      .map(({ name }) => name)
      .sort();
  return { files: names(false), folders: names(true) };
}

/** Every file below a folder whose name ends so. */
export function filesBelow(folder: string, extensions: readonly string[]): string[] {
  const { files, folders } = namesIn(folder);
  return [
    ...files.filter((name) => extensions.includes(extname(name))).map((name) => posix.join(folder, name)),
    ...folders.flatMap((name) => filesBelow(posix.join(folder, name), extensions)),
  ];
}
