import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The first examples of MNIST's four IDX files, under the same names.
 *
 * IDX: two zero bytes, the type of a number (8: byte), the number of axes n, n lengths as big-endian int32, then the numbers.
 *
 * @param {string} from
 * @param {string} to
 * @param {{ train: number, test: number }} examples
 */
export function writeSubset(from, to, { train, test }) {
  mkdirSync(to, { recursive: true });
  for (const [split, count] of /** @type {const} */ ([
    ['train', train],
    ['t10k', test],
  ])) {
    for (const name of [`${split}-images-idx3-ubyte`, `${split}-labels-idx1-ubyte`]) {
      writeFileSync(join(to, name), firstOf(readFileSync(join(from, name)), count));
    }
  }
}

/** @param {Buffer} file @param {number} count @returns {Buffer} */
function firstOf(file, count) {
  const axes = file.readUInt8(3);
  const header = 4 + 4 * axes;
  const lengths = Array.from({ length: axes }, (_, axis) => file.readInt32BE(4 + 4 * axis));
  const row = lengths.slice(1).reduce((size, length) => size * length, 1);
  const part = Buffer.from(file.subarray(0, header + count * row));
  part.writeInt32BE(count, 4);
  return part;
}
