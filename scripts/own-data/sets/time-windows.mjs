import { join } from 'node:path';
import { numbers, writeCsv } from '../write.mjs';

/** Two signals and their sum, with a spike in the second file. @param {string} folder */
function make(folder) {
  const { normal } = numbers(5);
  const series = (/** @type {number} */ steps, /** @type {number} */ spike) =>
    Array.from({ length: steps }, (_, t) => {
      const [slow, fast] = [Math.sin(t / 20), 0.5 * Math.sin(t / 3)];
      const shift = t >= spike && t < spike + 4 ? 4 : 0;
      return [slow, fast, slow + fast + shift].map((value) => (20 + 8 * value + 0.2 * normal()).toFixed(3));
    });
  writeCsv(join(folder, 'readings.csv'), ['inlet', 'pump', 'outlet'], series(4000, 1e9));
  writeCsv(join(folder, 'today.csv'), ['inlet', 'pump', 'outlet'], series(600, 300));
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => {
  const worst = found.worst('scores.csv') ?? -1;
  return [
    ['windows and their columns are told', /windows of 32 steps, 3 columns: inlet, pump, outlet/.test(said('window'))],
    ['the run has windows', `${found.dataOf('runs/pump').train.slice(1)}` === '32,3,1'],
    ['numbers beyond [0, 1] end linearly', /linear output|gaussian likelihood/.test(said('train'))],
    ['the window with the highest energy holds the spike', 8 * worst <= 304 && 8 * worst + 32 > 300, `window ${worst}`],
    ['samples are drawn as curves', found.isPng('samples.png')],
  ];
};

export const timeWindows = { make, checks };
