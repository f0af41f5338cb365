import { describe, expect, it } from 'vitest';
import { cells, extentOf, spread } from './extent.ts';

const line = (count: number, of: (i: number) => [number, number]) =>
  Float32Array.from(Array.from({ length: count }, (_, i) => of(i)).flat());

describe('extentOf', () => {
  it('gives both axes one scale where their ranges are alike', () => {
    const { x, y } = extentOf(line(101, (i) => [i, 2 * i]));
    expect(x[1] - x[0]).toBeCloseTo(y[1] - y[0]);
    expect((x[0] + x[1]) / 2).toBeCloseTo(50);
    expect(y[0]).toBeCloseTo(-12);
    expect(y[1]).toBeCloseTo(212);
  });
  it('gives each its own where one would be a line', () => {
    const { x, y } = extentOf(line(101, (i) => [i, 100 * i]));
    expect(x).toEqual([-6, 106]);
    expect(y).toEqual([-600, 10600]);
  });
});

describe('spread', () => {
  it('leaves a few far values out', () => {
    const [low, high] = spread(Float32Array.from({ length: 1001 }, (_, i) => (i === 0 ? -1e6 : i)));
    expect(low).toBeGreaterThan(-100);
    expect(high).toBeLessThan(1100);
  });
  it('is never empty', () => {
    expect(spread(Float32Array.of(2, 2))).toEqual([1, 3]);
  });
});

it('cells go row by row from the top left', () => {
  expect([...cells({ x: [0, 4], y: [0, 2] }, 2, 1)]).toEqual([1, 1, 3, 1]);
  expect([...cells({ x: [0, 2], y: [0, 4] }, 1, 2)]).toEqual([1, 3, 1, 1]);
});
