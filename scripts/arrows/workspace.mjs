import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from './sourceFile.mjs';

/**
 * @typedef {import('./sourceFile.mjs').SourceFile} SourceFile
 * @typedef {{ dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Needs
 * @typedef {{ group: string, folder: string, name: string, manifest: Needs, files: SourceFile[] }} Member
 */

const skipped = new Set(['node_modules', 'dist', '.turbo', 'generated', 'testdata', 'coverage']);

/** @param {string} folder @returns {string[]} every TypeScript and JavaScript file below it */
function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sources(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name) ? [path] : [];
  });
}

/**
 * The packages and apps with their files; `benchmarks`, `examples` and `scripts` count as one nameless member each.
 *
 * @param {string} root
 * @returns {Member[]}
 */
export function readWorkspace(root) {
  const packages = ['packages', 'apps'].flatMap((group) => {
    const folder = join(root, group);
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    return names
      .filter((name) => existsSync(join(folder, name, 'package.json')))
      .map((name) => ({ group, folder: join(folder, name) }));
  });
  const loose = ['benchmarks', 'examples', 'scripts'].map((group) => ({ group, folder: join(root, group) }));
  return [...packages, ...loose].map(({ group, folder }) => {
    const file = join(folder, 'package.json');
    const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    return {
      group,
      folder,
      name: manifest.name ?? group,
      manifest,
      files: sources(folder).map((path) => readSource(path)),
    };
  });
}
