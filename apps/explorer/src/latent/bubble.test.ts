import { describe, expect, it } from 'vitest';
import { bubble } from './bubble.ts';
import { latentPlane, principalPlane } from './plane.ts';

const log = [Math.log(4), Math.log(9), Math.log(1)];

describe('bubble', () => {
  it('has the standard deviations of two numbers as its half axes', () => {
    const { x, y, a, b, angle } = bubble([5, 6], log, latentPlane(3, 0, 1));
    expect([x, y]).toEqual([5, 6]);
    expect(a).toBeCloseTo(3);
    expect(b).toBeCloseTo(2);
    expect(Math.abs(angle)).toBeCloseTo(Math.PI / 2);
  });
  it('turns with the plane', () => {
    const half = Math.SQRT1_2;
    const plane = principalPlane({ mean: [0, 0], axes: [[half, half], [half, -half]] }, 0, 1); // biome-ignore format: rows
    const { a, b, angle } = bubble([0, 0], [Math.log(4), Math.log(1)], plane);
    expect([a, b]).toEqual([2, 1].map((value) => expect.closeTo(value)));
    expect(angle).toBeCloseTo(Math.PI / 4);
  });
});
