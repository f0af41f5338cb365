import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} Plan
 * @property {Record<string, string>} files                        new files, by path from the root
 * @property {Record<string, (text: string) => string>} edits      files that get a line more
 * @property {string} next                                         what the person does then
 */

/**
 * Write a plan whole or not at all.
 *
 * @param {string} root
 * @param {Plan} plan
 * @returns {string[]} the paths written, new ones first
 */
export function write(root, { files, edits }) {
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken) throw new Error(`pnpm new: expected a new name, received one whose ${taken} exists. Choose another.`);
  const edited = Object.entries(edits).map(([path, edit]) => [path, edit(readFileSync(join(root, path), 'utf8'))]);
  const all = [...Object.entries(files), .../** @type {[string, string][]} */ (edited)];
  for (const [path, text] of all) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return all.map(([path]) => path);
}

/**
 * Put lines after the last line of a Markdown table that follows a heading.
 *
 * @param {string} heading
 * @param {string} row
 */
export const addRow = (heading, row) => (/** @type {string} */ text) => {
  const lines = text.split('\n');
  const start = lines.indexOf(heading);
  const first = lines.findIndex((line, i) => i > start && line.startsWith('|'));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
  if (start < 0 || first < 0 || end < 0)
    throw new Error(`pnpm new: expected a table under "${heading}", received none.`);
  return [...lines.slice(0, end), row, ...lines.slice(end)].join('\n');
};

/** Put a line after the line that starts with `anchor`. @param {string} anchor @param {string} line */
export const addAfter = (anchor, line) => (/** @type {string} */ text) => {
  const lines = text.split('\n');
  const place = lines.findIndex((candidate) => candidate.startsWith(anchor));
  if (place < 0) throw new Error(`pnpm new: expected a line that starts with "${anchor}", received none.`);
  return [...lines.slice(0, place + 1), line, ...lines.slice(place + 1)].join('\n');
};

/** @param {string} text */
export const append = (text) => (/** @type {string} */ before) => `${before.trimEnd()}\n${text}`;

/** Put export lines at the end, where the name is not exported yet. @param {string} name @param {string} lines */
export const addExport = (name, lines) => (/** @type {string} */ text) => {
  if (new RegExp(`\\b${name}\\b`).test(text))
    throw new Error(`pnpm new: expected a new name, received ${name}, which is exported. Choose another.`);
  return append(lines)(text);
};

/** @param {string} packageName @param {string} sentence */
export const changeset = (packageName, sentence) => `---\n"${packageName}": minor\n---\n\n${sentence}\n`;
