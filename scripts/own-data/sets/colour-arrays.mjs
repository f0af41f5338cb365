import { join } from 'node:path';
import { numbers, writeNpz } from '../write.mjs';

const size = 16;

/** Discs of three colours, channels first as PyTorch has them. @param {string} folder */
function make(folder) {
  const { uniform } = numbers(6);
  const discs = (/** @type {number} */ rows, /** @type {boolean} */ strange) => {
    const [values, labels] = [new Uint8Array(rows * 3 * size * size), new Uint8Array(rows)];
    for (let row = 0; row < rows; row++) {
      const [kind, x, y, r] = [row % 3, 5 + 6 * uniform(), 5 + 6 * uniform(), 3 + 2 * uniform()];
      labels[row] = kind;
      for (let i = 0; i < 3 * size * size; i++) {
        const [channel, place] = [Math.floor(i / (size * size)), i % (size * size)];
        const inside = ((place % size) - x) ** 2 + (Math.floor(place / size) - y) ** 2 < r * r;
        values[row * 3 * size * size + i] =
          strange && row === rows - 1 ? 255 * uniform() : inside ? (channel === kind ? 230 : 40) : 20;
      }
    }
    return { images: { shape: [rows, 3, size, size], values }, labels: { shape: [rows], values: labels } };
  };
  const [train, test, others] = [discs(300, false), discs(60, false), discs(30, true)];
  writeNpz(join(folder, 'discs.npz'), {
    train_images: train.images,
    train_labels: train.labels,
    test_images: test.images,
    test_labels: test.labels,
  });
  writeNpz(join(folder, 'new.npz'), { images: others.images, labels: others.labels });
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => [
  ['channels are put last', /channels come first in the array/.test(said('train'))],
  ['images in colour', `${found.dataOf('runs/discs').train}` === `300,${size},${size},3`],
  ['its own test split', `${found.dataOf('runs/discs').test}` === `60,${size},${size},3`],
  ['the image of noise has the highest energy', found.worst('scores.csv') === 29],
  ['a picture for each class', found.isPng('samples.png')],
];

export const colourArrays = { make, checks };
