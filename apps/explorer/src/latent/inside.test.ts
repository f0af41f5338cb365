import { expect, it } from 'vitest';
import { inside } from './inside.ts';

it('finds the points of a square', () => {
  expect(inside([0.5, 0.5, 2, 0.5, -0.1, 0.5, 0.9, 0.1], [0, 0, 1, 0, 1, 1, 0, 1])).toEqual([0, 3]);
});

it('leaves out the notch of a shape that is not convex, and what has no place', () => {
  const notched = [0, 0, 4, 0, 4, 4, 2, 1, 0, 4];
  expect(inside([2, 3, 1, 1, 3, 1, Number.NaN, 1], notched)).toEqual([1, 2]);
});

it('is empty for a stroke that encloses nothing', () => {
  expect(inside([0, 0], [])).toEqual([]);
  expect(inside([0, 0], [1, 1, 2, 2])).toEqual([]);
});
