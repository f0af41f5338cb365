import { describe, expect, it } from 'vitest';
import { planeGrid, square } from './plane.ts';

describe('planeGrid', () => {
  it('has x fastest and the lowest y first, both ends included', () => {
    const { values, shape } = planeGrid({ x: [0, 2], y: [-1, 1] }, 3, 2);
    expect(shape).toEqual([6, 2]);
    expect([...values]).toEqual([0, -1, 1, -1, 2, -1, 0, 1, 1, 1, 2, 1]);
  });

  it('of a square is as wide as high', () => {
    expect([...planeGrid(square(1), 2, 2).values]).toEqual([-1, -1, 1, -1, -1, 1, 1, 1]);
  });
});
