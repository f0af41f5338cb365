import { expect, it } from 'vitest';
import { blockBulk, blocksOf } from './bulk.ts';
import { joinedBulks } from './joinedBulks.ts';

/** So many rows whose numbers count from `from`. */
const counted = (from: number, rows: number) => {
  const values = Float32Array.from({ length: rows }, (_, i) => from + i);
  return blockBulk({ rows, columns: [{ name: 'x', type: 'float', values }], array: { values, row: [1] } });
};

it('has the rows of works one after the other, and which each is of', async () => {
  const all = joinedBulks([counted(0, 700), counted(1000, 600)], { name: 'class', values: ['a', 'b'] });
  const [x, names, array]: [number[], string[], number[]] = [[], [], []];
  for await (const { columns, array: part } of blocksOf(all, { from: 100, to: 1250 })) {
    x.push(...Array.from(columns[0]?.values as ArrayLike<number>));
    names.push(...Array.from(columns[1]?.values as readonly string[]));
    array.push(...part.values);
  }
  const wanted = Array.from({ length: 1150 }, (_, i) => (i < 600 ? 100 + i : 1000 + i - 600));
  expect([x, array]).toEqual([wanted, wanted]);
  expect(names).toEqual(wanted.map((value) => (value < 1000 ? 'a' : 'b')));
});
