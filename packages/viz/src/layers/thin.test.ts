import { expect, it } from 'vitest';
import { thin } from './thin.ts';

it('returns a line as it is while it has few points', () => {
  const points = [0, 1, 1, 2, 2, 3];
  expect(thin(points, 10)).toBe(points);
});

it('keeps of each column of pixels the first, the lowest, the highest and the last point, in their order', () => {
  const column = (x: number) => [5, 1, 7, 9, 2, 6].flatMap((y, i) => [x + i / 10, y]);
  expect(thin([...column(0), ...column(1)], 2)).toEqual([0, 5, 0.1, 1, 0.3, 9, 0.5, 6, 1, 5, 1.1, 1, 1.3, 9, 1.5, 6]);
});

it('leaves at most four points per column of a million', () => {
  const points = Array.from({ length: 2_000_000 }, (_, i) => (i % 2 === 0 ? i / 4000 : Math.sin(i)));
  expect(thin(points, 500).length / 2).toBeLessThanOrEqual(4 * 500);
});
