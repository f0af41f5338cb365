import type { Table } from '@latentkit/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { mnist } from './mnist.ts';

/** Mean and standard deviation of all numbers, scaled. */
function moments({ values, scale }: Table) {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean: mean * scale, deviation: Math.sqrt(squares / values.length - mean ** 2) * scale };
}

describe('mnist', () => {
  let data: Dataset;
  beforeAll(async () => {
    data = await mnist();
  });

  it('is as large as it says', () => {
    const { rows, shape, classes, name } = mnist.about;
    expect(data.train.y.shape).toEqual([60_000, 28, 28, 1]);
    expect(data.test.y.shape).toEqual([10_000, 28, 28, 1]);
    expect([data.train.y.shape, data.test.y.shape]).toEqual([
      [rows.train, ...shape],
      [rows.test, ...shape],
    ]);
    expect(data).toMatchObject({ name, classes });
  });

  it('keeps pixels as bytes, used as numbers in [0, 1]', () => {
    expect(data.train.y.values).toBeInstanceOf(Uint8Array);
    expect(data.train.y.scale).toBe(1 / 255);
  });

  it('has the labels of the original files, in their order', () => {
    const first = (part: 'train' | 'test') => Array.from(data[part].label?.values.subarray(0, 10) ?? []);
    expect(first('train')).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(first('test')).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect([data.train.label?.shape, data.test.label?.shape]).toEqual([[60_000], [10_000]]);
  });

  it('has the pixel mean 0.1307 and standard deviation 0.3081 that everybody normalises by', () => {
    const { mean, deviation } = moments(data.train.y);
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(deviation).toBeCloseTo(0.3081, 4);
  });
});
