import { join } from 'node:path';
import { numbers, write, writeImage } from '../write.mjs';

/** Landscapes: a sky, a ground, a sun, in JPEGs of several sizes, upright and wide. @param {string} folder */
async function make(folder) {
  const { uniform } = numbers(1);
  const landscape = async (/** @type {string} */ path) => {
    const [width, height] = uniform() < 0.5 ? [64, 48] : [48, 64];
    const [horizon, hue, x, y] = [0.4 + 0.3 * uniform(), uniform(), uniform(), 0.3 * uniform()];
    const value = (/** @type {number} */ column, /** @type {number} */ row, /** @type {number} */ channel) => {
      const [u, v] = [column / width, row / height];
      if ((u - x) ** 2 + (v - y) ** 2 < 0.01) return [255, 240, 120][channel] ?? 0;
      if (v < horizon) return ([90, 140, 230][channel] ?? 0) + 60 * v;
      return ([60 + 90 * hue, 150 - 50 * hue, 50][channel] ?? 0) * (1.3 - 0.5 * v);
    };
    await writeImage(path, { width, height, channels: 3, value });
  };
  for (let i = 0; i < 120; i++) await landscape(join(folder, 'photos', `IMG_${1000 + i}.jpg`));
  for (let i = 0; i < 11; i++) await landscape(join(folder, 'new-photos', `IMG_${2000 + i}.jpg`));
  const noise = { width: 64, height: 48, channels: /** @type {const} */ (3), value: () => 255 * uniform() };
  await writeImage(join(folder, 'new-photos', 'IMG_2011.jpg'), noise);
  write(join(folder, 'photos', 'Thumbs.db'), 'no image');
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => [
  [
    'sizes and other files are told',
    /are scaled and cut/.test(said('train')) && /passed over in photos: 1 file .*\.db\)/.test(said('train')),
  ],
  ['colour at the size asked for', `${found.dataOf('runs/photos').train.slice(1)}` === '32,32,3'],
  ['the picture of noise is the most unusual', found.worst('scores.csv') === 11],
  ['samples are a picture', found.isPng('samples.png')],
];

export const photographs = { make, checks };
