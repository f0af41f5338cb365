import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { numbers, write } from '../write.mjs';

const size = 28;

/** An IDX file of bytes. @param {readonly number[]} shape @param {Uint8Array} values */
function idx(shape, values) {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.set([0, 0, 8, shape.length]);
  for (const [i, length] of shape.entries()) head.writeUInt32BE(length, 4 + 4 * i);
  return gzipSync(Buffer.concat([head, values]));
}

/** A letter of two strokes, different for each class: x to the right, y down. @param {number} kind @param {number} x @param {number} y */
const inked = (kind, x, y) =>
  (Math.abs(x - 8) < 1.6 && y > 4 && y < 24) ||
  (Math.abs(y - (22 - (kind % 5) * 4)) < 1.6 && x > 8 && x < 14 + (kind % 3) * 4);

/** The files of EMNIST letters, whose images lie transposed and whose labels begin at 1. @param {string} folder */
function make(folder) {
  const { uniform } = numbers(7);
  for (const [part, rows] of /** @type {const} */ ([
    ['train', 520],
    ['test', 104],
  ])) {
    const [images, labels] = [new Uint8Array(rows * size * size), new Uint8Array(rows)];
    for (let row = 0; row < rows; row++) {
      const kind = row % 26;
      labels[row] = kind + 1;
      const [dx, dy] = [Math.round(2 * uniform()), Math.round(2 * uniform())];
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++)
          if (inked(kind, x - dx, y - dy)) images[row * size * size + x * size + y] = 200 + 55 * uniform();
    }
    const name = (/** @type {string} */ what) => join(folder, 'emnist', `emnist-letters-${part}-${what}-ubyte.gz`);
    write(name('images-idx3'), idx([rows, size, size], images));
    write(name('labels-idx1'), idx([rows], labels));
  }
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => {
  const rows = found.csv('rows.csv');
  // The upright stroke of a letter, as people see it: one column of pixels, many rows.
  const inkOf = (/** @type {(i: number) => number} */ at) =>
    Math.max(
      ...Array.from(
        { length: size },
        (_, k) =>
          Array.from(
            { length: size },
            (_, i) => rows.numbers(`y${at(i) + (at(1) === size ? k : k * size)}`)[0] ?? 0,
          ).filter((ink) => ink > 0.5).length,
      ),
    );
  return [
    [
      'images are put upright',
      /EMNIST stores its images transposed/.test(said('train')) && inkOf((i) => i * size) > inkOf((i) => i),
    ],
    [
      '28 × 28 images of both splits',
      `${found.dataOf('runs/letters').train}` === '520,28,28,1' &&
        `${found.dataOf('runs/letters').test}` === '104,28,28,1',
    ],
    ['ranks of all held-out letters', found.csv('scores.csv').rows === 104],
    ['a letter of the class asked for', found.isPng('samples.png')],
  ];
};

export const emnist = { make, checks };
