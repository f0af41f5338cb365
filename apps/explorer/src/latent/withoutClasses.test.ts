import { expect, it } from 'vitest';
import { nearest, nearestRows } from './nearest.ts';
import { withoutClasses } from './withoutClasses.ts';

it('leaves out points of hidden classes, also for who looks for the nearest', () => {
  const points = Float32Array.of(0, 0, 1, 1, 5, 5);
  const labels = [0, 1, 1];
  expect(withoutClasses(points, labels, new Set())).toBe(points);
  const shown = withoutClasses(points, labels, new Set([0]));
  expect([...shown]).toEqual([Number.NaN, Number.NaN, 1, 1, 5, 5]);
  expect(nearest(shown, 0, 0).index).toBe(1);
});

it('finds the nearest rows, nearest first', () => {
  expect(nearestRows(Float32Array.of(0, 10, 4, 5), [4.4], { among: 4, count: 3 })).toEqual([2, 3, 0]);
  expect(nearestRows(Float32Array.of(0, 10, 4, 5), [4.4], { among: 2, count: 3 })).toEqual([0, 1]);
});
