import { expect, it } from 'vitest';
import { nearest, nearestRow } from './nearest.ts';

const points = Float32Array.of(0, 0, 3, 4, 6, 0);

it('finds the nearest point', () => {
  expect(nearest(points, 3, 0)).toEqual({ index: 0, distance: 3 });
  expect(nearest(points, 3, 3)).toEqual({ index: 1, distance: 1 });
});
it('measures in the scale that it is given', () => {
  expect(nearest(points, 3, 0, [10, 1])).toEqual({ index: 1, distance: 4 });
});
it('looks at the first alone where it is told', () => {
  expect(nearest(points, 6, 0, [1, 1], 1).index).toBe(0);
  expect(nearest(points, 0, 0, [1, 1], 0)).toEqual({ index: -1, distance: Number.POSITIVE_INFINITY });
});
it('finds the nearest row', () => {
  expect(nearestRow(points, [5, 1], 3)).toBe(2);
  expect(nearestRow(points, [5, 1], 2)).toBe(1);
});
