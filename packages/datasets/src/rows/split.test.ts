import { table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { split } from './split.ts';

const rows = 1000;
const whole = {
  y: table(
    Int32Array.from({ length: 2 * rows }, (_, i) => i >> 1),
    [rows, 2],
  ),
  label: table(
    Int32Array.from({ length: rows }, (_, row) => row),
    [rows],
  ),
};
const labels = (part: { label?: { values: ArrayLike<number> } }) => Array.from(part.label?.values ?? []);

describe('split', () => {
  it('holds every row once, y beside its label, each part in the order of the whole', () => {
    const { train, validation } = split(whole, { validation: 200, seed: 3 });
    expect(validation.y.shape).toEqual([200, 2]);
    expect(train.y.shape).toEqual([800, 2]);
    for (const part of [train, validation]) {
      expect(Array.from(part.y.values)).toEqual(labels(part).flatMap((row) => [row, row]));
      expect(labels(part)).toEqual(labels(part).toSorted((a, b) => a - b));
    }
    expect([...labels(train), ...labels(validation)].toSorted((a, b) => a - b)).toEqual(labels(whole));
  });

  it('is a function of the seed', () => {
    const held = (seed: number) => labels(split(whole, { validation: 200, seed }).validation);
    expect(held(1)).toEqual(held(1));
    expect(held(1)).not.toEqual(held(2));
    // A held-out row of one seed is held out by another with probability 0.2: mean 40, standard deviation 5.1.
    const common = held(1).filter((row) => held(2).includes(row)).length;
    expect(Math.abs(common - 40)).toBeLessThan(5 * 5.1);
  });

  it('draws from the whole evenly', () => {
    // Mean of 200 of 0…999 without replacement: 499.5 ± 18.3.
    const held = labels(split(whole, { validation: 200, seed: 4 }).validation);
    expect(Math.abs(held.reduce((sum, row) => sum + row, 0) / 200 - 499.5)).toBeLessThan(4 * 18.3);
  });

  it('takes a share for a count', () => {
    expect(split(whole, { validation: 0.2, seed: 3 })).toEqual(split(whole, { validation: 200, seed: 3 }));
  });

  it.each([0, -1, 1000, 1.5, 1e-9, 0.9999, Number.NaN])('refuses to hold out %d', (validation) => {
    expect(() => split(whole, { validation })).toThrow(
      `split, validation: expected a count from 1 to 999, or a share between 0 and 1 that leaves rows in both parts, received ${validation}. Hold out fewer rows, but at least one.`,
    );
  });
});
