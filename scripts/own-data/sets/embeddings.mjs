import { join } from 'node:path';
import { numbers, writeParquet } from '../write.mjs';

const size = 32;

/** Embeddings of texts about four subjects: lists of floats beside an id and the text. @param {string} folder */
async function make(folder) {
  const { uniform, normal } = numbers(4);
  const subjects = Array.from({ length: 4 }, () => Array.from({ length: size }, normal));
  const file = (/** @type {number} */ rows, /** @type {number} */ strange) => {
    const vectors = Array.from({ length: rows }, (_, i) => {
      const subject = subjects[Math.floor(4 * uniform())] ?? [];
      return subject.map((value) => (i === strange ? 3 * normal() : value + 0.2 * normal()));
    });
    return {
      id: vectors.map((_, i) => i),
      text: vectors.map((_, i) => `text number ${i}`),
      embedding: vectors,
    };
  };
  await writeParquet(join(folder, 'embeddings.parquet'), file(800, -1));
  await writeParquet(join(folder, 'new.parquet'), file(100, 42));
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => {
  const codes = found.csv('codes.csv');
  return [
    [
      'ids and texts are left out',
      /they number rows: "id"/.test(said('train')) && /different words: "text"/.test(said('train')),
    ],
    ['a list is a column for each place', found.dataOf('runs/embeddings').columns.length === size],
    ['every row has its code', codes.rows === 800 && codes.names.join() === 'row,z0,z1,z2,z3'],
    ['the strange vector has the highest energy', found.worst('scores.csv') === 42],
    ['samples are Parquet', found.text('samples.parquet').startsWith('PAR1')],
  ];
};

export const embeddings = { make, checks };
