import { describe, expect, it } from 'vitest';
import { linearInterpolation } from './linearInterpolation.ts';
import { sphericalInterpolation } from './sphericalInterpolation.ts';
import { traversal } from './traversal.ts';

const a = Float32Array.of(0.3, -1.7, 2.2, 0.1);
const b = Float32Array.of(-0.9, 0.4, 1.1, 3.3);
const rows = ({ values, shape }: { values: ArrayLike<number>; shape: readonly number[] }) =>
  Array.from({ length: shape[0] as number }, (_, i) =>
    Array.from(values).slice(i * (shape[1] as number), (i + 1) * (shape[1] as number)),
  );
const norm = (x: readonly number[]) => Math.hypot(...x);

describe.each([
  ['linearInterpolation', linearInterpolation],
  ['sphericalInterpolation', sphericalInterpolation],
])('%s', (name, interpolation) => {
  it('ends exactly at its ends', () => {
    for (const steps of [2, 3, 11]) {
      const path = interpolation(a, b, steps);
      expect(path.shape).toEqual([steps, 4]);
      expect(path.values.slice(0, 4)).toEqual(a);
      expect(path.values.slice(-4)).toEqual(b);
    }
  });

  it('is the same path back', () => {
    const [there, back] = [rows(interpolation(a, b, 7)), rows(interpolation(b, a, 7)).reverse()];
    const worst = there.flat().map((value, i) => Math.abs(value - (back.flat()[i] as number)));
    expect(Math.max(...worst)).toBeLessThan(1e-6);
  });

  it('is the straight path between codes of one direction, and from or to 0', () => {
    expect(rows(interpolation([1, 2], [3, 6], 3))[1]).toEqual([2, 4]);
    expect(rows(interpolation([0, 0], [3, 6], 4))[1]).toEqual([1, 2]);
    expect(rows(interpolation([3, 6], [0, 0], 4))[2]).toEqual([1, 2]);
    expect(rows(interpolation([0, 0], [0, 0], 3)).flat()).toEqual([0, 0, 0, 0, 0, 0]);
    expect(rows(interpolation([-1], [3], 3)).flat()).toEqual([-1, 1, 3]);
  });

  it('refuses one step, codes of two sizes and numbers that are not finite', () => {
    expect(() => interpolation(a, b, 1)).toThrow(
      `${name}: expected steps to be a whole number of at least 2, received 1. Pass steps as such a number.`,
    );
    expect(() => interpolation(a, [1], 3)).toThrow(
      `${name}: expected two codes of one size, received sizes 4 and 1. Pass codes of one model.`,
    );
    expect(() => interpolation(a, [1, 2, Number.NaN, 3], 3)).toThrow(
      `${name}: expected finite numbers, received NaN in row 0, number 2. Check where that row comes from.`,
    );
  });
});

describe('sphericalInterpolation', () => {
  it('turns evenly on the sphere between codes of one norm', () => {
    const c = Array.from(b, (value) => (value * norm([...a])) / norm([...b]));
    const path = rows(sphericalInterpolation(a, c, 6));
    for (const code of path) expect(norm(code)).toBeCloseTo(norm([...a]), 5);
    const steps = path.slice(1).map((code, i) => norm(code.map((value, j) => value - (path[i]?.[j] as number))));
    for (const step of steps) expect(step).toBeCloseTo(steps[0] as number, 5);
  });

  it('is (sin((1 − t)Ω) a + sin(tΩ) b) / sin Ω', () => {
    const cosine = a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / (norm([...a]) * norm([...b]));
    const angle = Math.acos(cosine);
    const third = rows(sphericalInterpolation(a, b, 4))[1] as number[];
    third.forEach((value, i) => {
      const wanted =
        (Math.sin((2 * angle) / 3) * (a[i] as number) + Math.sin(angle / 3) * (b[i] as number)) / Math.sin(angle);
      expect(value).toBeCloseTo(wanted, 6);
    });
  });

  it('turns half a circle between opposite codes, the norm going evenly', () => {
    const path = rows(sphericalInterpolation([1, 0], [-3, 0], 5));
    expect(path.map(norm).map((n) => Math.round(n * 1e6) / 1e6)).toEqual([1, 1.5, 2, 2.5, 3]);
    expect(path[2]?.[0]).toBeCloseTo(0, 6);
    expect(path[2]?.[1]).toBeCloseTo(2, 6);
  });
});

describe('traversal', () => {
  it('replaces one latent dimension', () => {
    expect(rows(traversal(Float32Array.of(7, 8, 9), 2, [-1, 1]))).toEqual([
      [7, 8, -1],
      [7, 8, 1],
    ]);
  });

  it('refuses an axis that the code has not, and no values', () => {
    expect(() => traversal([1, 2], 2, [0])).toThrow(
      'traversal: expected an axis from 0 to 1, received 2. Pass the index of a latent dimension.',
    );
    expect(() => traversal([1, 2], 0, [])).toThrow('traversal, values: expected values that fill their shape');
    expect(() => traversal([], 0, [1])).toThrow('traversal, code: expected values that fill their shape');
  });
});
