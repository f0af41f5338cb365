import { expect, it } from 'vitest';
import { columnTexts } from './columns.ts';

it('writes a row in the units of its columns, and of a long one those that deviate most', () => {
  const columns = [
    { name: 'weight', mean: 70, deviation: 12 },
    { name: 'change', mean: 0, deviation: 0.5 },
  ];
  expect(columnTexts([1.5, -2], columns)).toEqual([
    { name: 'weight', value: '88', at: 1.5 },
    { name: 'change', value: '−1', at: -2 },
  ]);
  const many = Array.from({ length: 40 }, (_, i) => ({ name: `c${i}`, mean: 0, deviation: 1 }));
  const found = columnTexts(
    many.map((_, i) => (i < 20 ? i : 0)),
    many,
  );
  expect(found.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, i) => `c${i + 8}`));
});
