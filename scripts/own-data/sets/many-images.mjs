import { join } from 'node:path';
import { numbers, writeImage } from '../write.mjs';

/** Small grey pictures in folders of a thousand: bars of two directions. @param {string} folder @param {{ images: number }} size */
async function make(folder, { images }) {
  const { uniform } = numbers(8);
  const write = async (/** @type {string} */ path, /** @type {boolean} */ upright) => {
    const [place, grey] = [Math.floor(14 * uniform()), 120 + 135 * uniform()];
    const value = (/** @type {number} */ x, /** @type {number} */ y) =>
      Math.abs((upright ? x : y) - place) < 2 ? grey : 10;
    await writeImage(path, { width: 16, height: 16, channels: 1, value });
  };
  for (let i = 0; i < images; i++) {
    const [kind, part] = [i % 2 ? 'upright' : 'flat', String(Math.floor(i / 1000)).padStart(3, '0')];
    await write(join(folder, 'images', kind, part, `${i}.png`), kind === 'upright');
  }
  for (let i = 0; i < 20; i++) await write(join(folder, 'new', `${i}.png`), i % 2 === 1);
  await writeImage(join(folder, 'new', 'x.png'), { width: 16, height: 16, channels: 1, value: () => 255 * uniform() });
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found, images }) => {
  const { train, test, classes } = found.dataOf('runs/bars');
  return [
    [
      'folders within folders of classes are told',
      /images lie in folders within the folder of their class/.test(said('train')),
    ],
    [
      'all images, two classes',
      train[0] + test[0] === images && `${classes}` === 'flat,upright',
      `${train[0]} + ${test[0]}`,
    ],
    ['the picture of noise has the highest energy', found.worst('scores.csv') === 20],
    ['samples are a picture', found.isPng('samples.png')],
  ];
};

export const manyImages = { make, checks };
