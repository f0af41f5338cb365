import { join } from 'node:path';
import { imageBytes, numbers, writeParquet } from '../write.mjs';

const colours = /** @type {const} */ ({ red: [220, 40, 40], green: [40, 190, 60], blue: [50, 80, 220] });

/** Squares with captions, some of which are missing, as data sets of the Hugging Face hub have them. @param {string} folder */
async function make(folder) {
  const { uniform } = numbers(10);
  const pictures = async (/** @type {number} */ rows, /** @type {number} */ strange) => {
    const [image, caption] = [/** @type {Uint8Array[]} */ ([]), /** @type {(string | null)[]} */ ([])];
    for (let row = 0; row < rows; row++) {
      const name = /** @type {keyof typeof colours} */ (Object.keys(colours)[row % 3]);
      const [x, y, side] = [2 + 6 * uniform(), 2 + 6 * uniform(), 5 + 4 * uniform()];
      const value = (/** @type {number} */ u, /** @type {number} */ v, /** @type {number} */ c) =>
        row === strange
          ? 255 * uniform()
          : u > x && u < x + side && v > y && v < y + side
            ? (colours[name][c] ?? 0)
            : 245;
      image.push(await imageBytes('png', { width: 16, height: 16, channels: 3, value }));
      caption.push(row % 11 === 5 ? null : `a ${name} square number ${row}`);
    }
    return { image, caption };
  };
  await writeParquet(join(folder, 'captioned.parquet'), await pictures(240, -1));
  await writeParquet(join(folder, 'new.parquet'), await pictures(30, 8));
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => [
  [
    'captions are read beside the images',
    /captions have at most 5 words, 224 different ones in all/.test(said('train')),
  ],
  ['the images are read', `${found.dataOf('runs/squares').train}` === '216,16,16,3'],
  ['the picture of noise has the highest energy', found.worst('scores.csv') === 8],
  ['samples are a picture', found.isPng('samples.png')],
];

export const captions = { make, checks };
