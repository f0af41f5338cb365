import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {typeof kinds[number]} Kind */
/** A change as a changeset tells it. @typedef {{ packages: string[], kinds: Kind[], summary: string }} Change */

const kinds = /** @type {const} */ (['major', 'minor', 'patch']);

/** Those of a folder of changesets, by file name. @param {string} folder @returns {Change[]} */
export function readChanges(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => parseChange(readFileSync(join(folder, file), 'utf8')));
}

/** @param {string} text  of a changeset file @returns {Change} */
export function parseChange(text) {
  const [, front = '', ...body] = text.split(/^---$/m);
  const lines = [...front.matchAll(/^["']?([^"':\n]+)["']?: (major|minor|patch)$/gm)];
  return {
    packages: lines.map(([, name]) => /** @type {string} */ (name)),
    kinds: lines.map(([, , kind]) => /** @type {Kind} */ (kind)),
    summary: body.join('---').trim(),
  };
}

/** All packages share one version: the largest change decides. @param {string} version @param {readonly Pick<Change, 'kinds'>[]} changes */
export function nextVersion(version, changes) {
  const at = kinds.findIndex((kind) => changes.some((change) => change.kinds.includes(kind)));
  if (at < 0) return version;
  return version
    .split('.')
    .map((number, i) => (i < at ? number : i === at ? Number(number) + 1 : 0))
    .join('.');
}
