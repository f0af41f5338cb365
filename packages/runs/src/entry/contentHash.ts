import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const imports = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"](\.{1,2}\/[^'"]+)['"]/g;
const endings = ['', '.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/**
 * The sha256 of a plug-in's own files: of a package all but what it depends on, of a file itself and what it imports by relative paths.
 *
 * @param folder of the package
 */
export async function contentHash(file: string, folder?: string): Promise<string> {
  const files = folder === undefined ? await imported(file) : await all(folder);
  const root = folder ?? dirname(file);
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${relative(root, path)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

async function imported(first: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const waiting = [first];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const bytes = await readFile(path);
    files.set(path, bytes);
    for (const [, specifier] of bytes.toString().matchAll(imports)) {
      const found = await firstThatReads(join(dirname(path), specifier as string));
      if (found !== undefined) waiting.push(found);
    }
  }
  return files;
}

async function firstThatReads(path: string): Promise<string | undefined> {
  // TypeScript's files are imported by the names of what they become, too.
  for (const candidate of endings.flatMap((ending) => [path + ending, path.replace(/\.js$/, '.ts') + ending])) {
    const found = await readFile(candidate).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
  }
  return undefined;
}

async function all(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const [name, bytes] of await all(path)) files.set(name, bytes);
    else if (entry.isFile()) files.set(path, await readFile(path));
  }
  return files;
}
