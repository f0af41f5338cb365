import { fillNormal } from '@latentkit/core/internal';
import { describe, expect, it } from 'vitest';
import { principalAxes } from './principalAxes.ts';

/** Codes that vary by 3 along u, by 1 along v and hardly else, about 5. */
function codes(rows: number, size: number) {
  const noise = fillNormal(new Float32Array(rows * 2), { seed: 1, stream: 9, step: 0 });
  const u = Array.from({ length: size }, (_, j) => (j % 2 === 0 ? 1 : 0) / Math.sqrt(size / 2));
  const v = Array.from({ length: size }, (_, j) => (j % 2 === 1 ? 1 : 0) / Math.sqrt(size / 2));
  return Float32Array.from({ length: rows * size }, (_, i) => {
    const [row, j] = [Math.floor(i / size), i % size];
    return 5 + 3 * (noise[2 * row] as number) * (u[j] as number) + (noise[2 * row + 1] as number) * (v[j] as number);
  });
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);

describe.each([4, 300])('codes of %i numbers', (size) => {
  const { mean, axes, variances } = principalAxes(codes(400, size), size);

  it('vary most along the first axes', () => {
    const [first = [], second = []] = axes;
    expect(Math.abs(first[0] as number)).toBeGreaterThan(10 * Math.abs(first[1] as number));
    expect(Math.abs(second[1] as number)).toBeGreaterThan(10 * Math.abs(second[0] as number));
    expect(variances[0]).toBeGreaterThan(7);
    expect(variances[0]).toBeLessThan(11);
    expect(variances[1]).toBeGreaterThan(0.7);
    expect(variances[1]).toBeLessThan(1.3);
    for (const value of mean) expect(Math.abs(value - 5)).toBeLessThan(0.6);
  });

  it('have axes of length 1 that stand upright on each other, at most 16', () => {
    expect(axes.length).toBe(variances.length);
    expect(axes.length).toBeLessThanOrEqual(16);
    axes.forEach((a, i) => {
      axes.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(Number(i === j), 4);
      });
    });
  });
});

it('has no axes for one code, or for codes that do not differ', () => {
  expect(principalAxes(Float32Array.of(1, 2), 2)).toEqual({ mean: [1, 2], axes: [], variances: [] });
  expect(principalAxes(new Float32Array(3 * 300).fill(2), 300).axes).toEqual([]);
});
