import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { circles } from './circles.ts';
import { ellipse } from './ellipse.ts';
import { moons } from './moons.ts';
import type { PlaneOptions } from './plane.ts';
import { spiral } from './spiral.ts';

const sets: Readonly<Record<string, (options: PlaneOptions) => Dataset>> = { spiral, ellipse, moons, circles };

/** Rows of the training split as they are and as they were made: x, y, factor, label. */
function points({ train }: Dataset) {
  const { y, factors, label } = train;
  return Array.from({ length: y.shape[0] as number }, (_, row) => ({
    x: y.values[2 * row] as number,
    y: y.values[2 * row + 1] as number,
    factor: factors?.values[row] as number,
    label: label?.values[row] as number,
  }));
}

describe.each(Object.entries(sets))('%s', (name, make) => {
  it('is a function of its seed, and each row of its position alone', () => {
    expect(make({ seed: 3 })).toEqual(make({ seed: 3 }));
    expect(make({ seed: 3 }).train.y.values).not.toEqual(make({ seed: 4 }).train.y.values);
    expect(make({ rows: 10 }).train.y.values).toEqual(make({}).train.y.values.slice(0, 20));
    expect(make({ testRows: 10 }).test.y.values).toEqual(make({}).test.y.values.slice(0, 20));
    expect(make({ rows: 10 }).train.y.values).not.toEqual(make({ testRows: 10 }).test.y.values);
  });

  it('has noise of the standard deviation that was asked for, on each coordinate', () => {
    const clean = make({ noise: 0 }).train.y.values;
    const away = Float32Array.from(make({ noise: 0.2 }).train.y.values, (value, i) => value - (clean[i] as number));
    const mean = away.reduce((sum, value) => sum + value, 0) / away.length;
    const variance = away.reduce((sum, value) => sum + value ** 2, 0) / away.length - mean ** 2;
    // Of 8192 numbers the mean has the standard error 0.0022, the deviation 0.0016.
    expect(mean).toBeCloseTo(0, 1.9);
    expect(Math.abs(Math.sqrt(variance) - 0.2)).toBeLessThan(0.008);
  });

  it.each([
    [{ rows: 0 }, 'rows: expected a whole number from 1 to 2147483647, received 0. Pass rows as such a number.'],
    [{ testRows: 1.5 }, 'testRows: expected a whole number from 1 to 2147483647, received 1.5.'],
    [{ noise: -1 }, 'noise: expected a number of at least 0, received -1. Pass noise as such a number.'],
    [{ noise: Number.NaN }, 'noise: expected a number of at least 0, received NaN.'],
    [{ seed: -1 }, 'seed: expected a whole number from 0 to 9007199254740991, received -1.'],
  ])('refuses %j', (options, message) => {
    expect(() => make(options)).toThrow(message);
  });

  it('tells what it makes', () => {
    const { about } = make as unknown as typeof spiral;
    const { train, test, classes } = make({});
    expect([train.y.shape, test.y.shape]).toEqual([
      [about.rows.train, ...about.shape],
      [about.rows.test, ...about.shape],
    ]);
    expect([about.name, about.classes]).toEqual([name, classes ?? []]);
  });
});

describe('without noise', () => {
  it('the spiral has radius angle / 2πn, and as many points inside of radius r as r² says', () => {
    const made = points(spiral({ turns: 3 }));
    for (const { x, y, factor } of made) {
      expect(Math.hypot(x, y)).toBeCloseTo(factor / (6 * Math.PI), 5);
      expect(Math.sin(Math.atan2(y, x) - factor)).toBeCloseTo(0, 4);
    }
    expect(made.filter(({ x, y }) => Math.hypot(x, y) < 0.5).length / made.length).toBeCloseTo(0.25, 1.5);
  });

  it('the ellipse has (x / w₁)² + (y / w₂)² = 1, z all round', () => {
    const made = points(ellipse({ axes: [2, 0.5], noise: 0 }));
    for (const { x, y } of made) expect((x / 2) ** 2 + (y / 0.5) ** 2).toBeCloseTo(1, 5);
    expect(made.filter(({ factor }) => factor < Math.PI).length / made.length).toBeCloseTo(0.5, 1.3);
  });

  it('the moons are half circles around (0, 0), upwards, and around (1, ½), downwards', () => {
    for (const { x, y, label } of points(moons({ noise: 0 }))) {
      expect(label ? Math.hypot(x - 1, y - 0.5) : Math.hypot(x, y)).toBeCloseTo(1, 5);
      expect(label ? y <= 0.5 : y >= 0).toBe(true);
    }
  });

  it('the circles have radius 1 and the one that was asked for, as many points each', () => {
    const made = points(circles({ inner: 0.3, noise: 0 }));
    for (const { x, y, label } of made) expect(Math.hypot(x, y)).toBeCloseTo(label ? 0.3 : 1, 5);
    expect(made.filter(({ label }) => label === 1).length).toBe(made.length / 2);
  });
});

it('refuses shapes that are none', () => {
  expect(() => spiral({ turns: -2 })).toThrow('spiral, turns: expected a number of at least 0, received -2.');
  expect(() => ellipse({ axes: [1, Number.NaN] })).toThrow('ellipse, axes[1]: expected a number of at least 0');
  expect(() => circles({ inner: -0.1 })).toThrow('circles, inner: expected a number of at least 0, received -0.1.');
});
