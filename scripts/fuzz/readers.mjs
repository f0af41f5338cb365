import { join } from 'node:path';
import { root } from '../check/tool.mjs';

// What is done with a changed file where that is more than a call.

/** @param {string} path */
export const source = (path) => import(join(root, ...path.split('/')));

/** What `new-rows` are read by. */
export const plan = {
  columns: [
    { name: 'x', kind: 'feature', mean: 2, deviation: 3 },
    { name: 'ok', kind: 'boolean', mean: 0.5 },
    { name: 'kind', kind: 'categorical', categories: ['01', 'a', 'b'], shares: [0.2, 0.5, 0.3] },
    { name: 'label', kind: 'label', classes: ['cat', 'dog'] },
  ],
  missing: 'refuse',
  standardized: true,
};

/** Every row of a file, two at a time. @param {any} node */
export function ranges({ tableRanges }) {
  return async (/** @type {string} */ path) => {
    const found = await tableRanges(path, { every: 2 });
    if (!found) return;
    try {
      for (let from = 0; from < found.rows; from += 2) await found.read(from, Math.min(found.rows, from + 2));
    } finally {
      await found.close();
    }
  };
}

/** What `latentkit train --config` does before it trains. */
export async function config() {
  const { readConfigFile } = await source('apps/cli/src/spec/configFile.ts');
  const { modelOf, runSpec } = await source('packages/runs/src/index.ts');
  const known = (await source('packages/catalogue/src/index.ts')).catalogue();
  return async (/** @type {string} */ path) => {
    const file = await readConfigFile(path);
    modelOf(known, file.model, path);
    return runSpec(known, { model: file.model }, { file, fileName: path });
  };
}

/** What every command does with a run before it loads the model. @param {string} folder */
export async function run(folder) {
  const { recordOf } = await source('packages/runs/src/index.ts');
  const known = (await source('packages/catalogue/src/index.ts')).catalogue();
  return () => recordOf(folder, known);
}

/** Trains on nothing, but reads every row of a file that stays on the disk. @param {any} node */
export function streamed({ streamedFile }) {
  return async (/** @type {string} */ path) => {
    const data = await streamedFile(path, { test: 1 });
    try {
      await data.train.y.read(Int32Array.from({ length: data.train.y.shape[0] }, (_, row) => row));
    } finally {
      await data.close();
    }
  };
}

/** Energies of a run that are stored, or a refusal where they are computed again. @param {string} folder */
export async function heldOut(folder) {
  const { readHeldOut } = await source('packages/runs/src/use/heldOutFile.ts');
  const { expected } = await source('packages/errors/src/index.ts');
  return async () => {
    const found = await readHeldOut(folder);
    if (!found) throw expected({ where: folder, expected: 'energies', received: 'another file', code: 'FILE_FORMAT' });
  };
}
