import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ packages: number, megabytes: number }} Weight */

/** What `npm i latentkit` may weigh on Linux x64, without what is optional there and whole. */
const budget = /** @type {Record<'required' | 'whole', Weight>} */ ({
  required: { packages: 130, megabytes: 265 },
  whole: { packages: 165, megabytes: 610 },
});

/**
 * What npm has put into a project, without some of its direct dependencies.
 *
 * @param {string} folder  of the project
 * @param {readonly string[]} without
 * @returns {{ required: Weight, whole: Weight, largest: Record<string, number> }} required: without the optional ones; largest: megabytes by package
 */
export function weightOf(folder, without = []) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'));
  const found = Object.entries(packages)
    .filter(([path]) => !without.includes(path.replace('node_modules/', '')))
    .map(([path, { optional = false }]) => ({
      name: path.replace(/.*node_modules\//, ''),
      optional,
      bytes: bytesOf(join(folder, path)),
    }));
  const weight = (/** @type {typeof found} */ of) => ({
    packages: of.length,
    megabytes: megabytes(of.reduce((sum, { bytes }) => sum + bytes, 0)),
  });
  const largest = [...found].sort((a, b) => b.bytes - a.bytes).slice(0, 8);
  return {
    required: weight(found.filter(({ optional }) => !optional)),
    whole: weight(found),
    largest: Object.fromEntries(largest.map(({ name, bytes }) => [name, megabytes(bytes)])),
  };
}

const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e5) / 10;

/** Of the files of a package; what is nested in it counts for itself. @param {string} folder @returns {number} */
function bytesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesOf(path);
    return sum + (entry.isFile() ? statSync(path).size : 0);
  }, 0);
}

/** How a weight is beyond the budget; empty when it is not. @param {ReturnType<typeof weightOf>} weight @returns {string[]} */
export function beyond(weight) {
  return /** @type {const} */ (['required', 'whole']).flatMap((part) =>
    /** @type {const} */ (['packages', 'megabytes']).flatMap((unit) =>
      weight[part][unit] <= budget[part][unit]
        ? []
        : [`${part}: expected at most ${budget[part][unit]} ${unit}, received ${weight[part][unit]}`],
    ),
  );
}
