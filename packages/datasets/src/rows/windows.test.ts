import { table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { windows } from './windows.ts';

const series = table(
  Float32Array.from({ length: 14 }, (_, i) => i),
  [7, 2],
  0.5,
);

describe('windows', () => {
  it('has in window i the steps from i·stride on', () => {
    const { values, shape, scale } = windows(series, { length: 3, stride: 2 });
    expect([shape, scale]).toEqual([[3, 3, 2], 0.5]);
    for (let i = 0; i < 3; i++)
      for (let t = 0; t < 3; t++)
        for (let j = 0; j < 2; j++) expect(values[(i * 3 + t) * 2 + j]).toBe(series.values[(i * 2 + t) * 2 + j]);
  });

  it('takes each step once unless told otherwise, and leaves out what fills no window', () => {
    expect([...windows(series, { length: 3 }).values]).toEqual([...Array(12).keys()]);
    expect(windows(series, { length: 7 }).shape).toEqual([1, 7, 2]);
  });

  it.each([
    ['length', { length: 8 }, 7],
    ['length', { length: 0 }, 7],
    ['stride', { length: 2, stride: 1.5 }, 2147483647],
  ])('refuses a %s of %j', (name, options, most) => {
    expect(() => windows(series, options)).toThrow(`windows, ${name}: expected a whole number from 1 to ${most}`);
  });
});
