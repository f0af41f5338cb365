import { table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { subset } from './subset.ts';
import { drawnRows, take } from './take.ts';

const whole = {
  y: table(new Uint8Array([0, 1, 10, 11, 20, 21]), [3, 1, 2], 1 / 255),
  label: table(new Int32Array([5, 6, 7]), [3]),
};

describe('subset', () => {
  it('gives rows in the order asked for, y and label alike, in the type they had', () => {
    expect(subset(whole, [2, 0, 2, 2])).toEqual({
      y: table(new Uint8Array([20, 21, 0, 1, 20, 21, 20, 21]), [4, 1, 2], 1 / 255),
      label: table(new Int32Array([7, 5, 7, 7]), [4]),
    });
  });

  it('is a copy', () => {
    const some = subset(whole, [0]);
    some.y.values[0] = 9;
    expect(whole.y.values[0]).toBe(0);
  });

  it.each([3, -1, 0.5, Number.NaN])('refuses row %d', (row) => {
    expect(() => subset(whole, [0, row])).toThrow(
      `subset, rows[1]: expected a whole number from 0 to 2, received ${row}. Count rows from 0.`,
    );
  });
});

describe('take', () => {
  it('equals the subset of the first rows, and shares their memory', () => {
    expect(take(whole, 2)).toEqual(subset(whole, [0, 1]));
    expect(take(whole, 2).y.values.buffer).toBe(whole.y.values.buffer);
    expect(take({ y: whole.y }, 3)).toEqual({ y: whole.y });
  });

  it('draws rows of every class by a seed, and keeps their order', () => {
    const sorted = {
      y: table(
        Int32Array.from({ length: 1000 }, (_, row) => row),
        [1000, 1],
      ),
      label: table(
        Int32Array.from({ length: 1000 }, (_, row) => Math.floor(row / 100)),
        [1000],
      ),
    };
    const { y, label } = take(sorted, 100, { seed: 3 });
    expect([...y.values]).toEqual([...drawnRows(1000, { count: 100, seed: 3 })]);
    expect([...y.values]).toEqual([...new Set(y.values)].toSorted((a, b) => a - b));
    expect([...(label?.values ?? [])]).toEqual(Array.from(y.values, (row) => Math.floor(row / 100)));
    // A class is missed with probability 0.9¹⁰⁰, 2.7e-5.
    expect(new Set(label?.values).size).toBe(10);
    expect(take(sorted, 100, { seed: 4 }).y).not.toEqual(y);
    expect(take(sorted, 1000, { seed: 4 }).y).toEqual(sorted.y);
  });

  it.each([0, 4, 1.5, Number.NaN])('refuses %d rows', (count) => {
    expect(() => take(whole, count)).toThrow(
      `take: expected a count from 1 to 3, the rows of the split, received ${count}. Take fewer rows, or leave take out for all of them.`,
    );
  });
});
