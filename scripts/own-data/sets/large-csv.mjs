import { join } from 'node:path';
import { numbers, writeCsv } from '../write.mjs';

const names = ['id', 'site', ...Array.from({ length: 18 }, (_, i) => `m${i}`)];

/** A table of the shape of the large one: an id, a word, eighteen measurements that follow three causes. @param {string} folder */
function make(folder) {
  const { uniform, normal } = numbers(9);
  const row = (/** @type {number} */ i) => {
    const causes = [normal(), normal(), normal()];
    const measured = Array.from({ length: 18 }, (_, k) =>
      (100 + 10 * ((causes[k % 3] ?? 0) + 0.1 * normal())).toFixed(3),
    );
    return [i, ['a', 'b', 'c'][Math.floor(3 * uniform())], ...measured];
  };
  writeCsv(
    join(folder, 'big.csv'),
    names,
    Array.from({ length: 8000 }, (_, i) => row(i)),
  );
  const today = Array.from({ length: 100 }, (_, i) => row(i));
  /** @type {unknown[]} */ (today[64])[7] = '400';
  writeCsv(join(folder, 'today.csv'), names, today);
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => {
  const { names: columns, rows } = found.csv('samples.csv');
  return [
    ['the id is left out', /they number rows: "id"/.test(said('train'))],
    ['the word is a category', /column "site" is categorical \(3 values\)/.test(said('train'))],
    ['the row with a wrong number has the highest energy', found.worst('scores.csv') === 64],
    ['codes of all rows', found.csv('codes.csv').rows === 8000],
    ['samples have the columns of the file', rows === 1000 && `${columns}` === `${names.slice(1)}`],
  ];
};

export const largeCsv = { make, checks };
