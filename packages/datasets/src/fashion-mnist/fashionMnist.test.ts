import type { Table } from '@latentkit/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { fashionMnist } from './fashionMnist.ts';

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

const image = ({ values }: Table, row: number) => Array.from(values.subarray(row * 784, (row + 1) * 784));

describe('fashionMnist', () => {
  let data: Dataset;
  beforeAll(async () => {
    data = await fashionMnist();
  });

  it('is as large as it says', () => {
    const { rows, shape, classes, name } = fashionMnist.about;
    expect(data.train.y.shape).toEqual([60_000, 28, 28, 1]);
    expect(data.test.y.shape).toEqual([10_000, 28, 28, 1]);
    expect([data.train.y.shape, data.test.y.shape]).toEqual([
      [rows.train, ...shape],
      [rows.test, ...shape],
    ]);
    expect(data).toMatchObject({ name, classes });
  });

  it('lets classes take turns', () => {
    for (const { label } of [data.train, data.test]) {
      expect(label?.values.every((value, row) => value === row % 10)).toBe(true);
    }
  });

  it('splits as the CSV release does: the rows that open its two files are where they belong', () => {
    // https://www.kaggle.com/datasets/zalando-research/fashionmnist: the first row of the test file, the first T-shirt and shirt of the other.
    expect(image(data.test.y, 0).slice(7, 13)).toEqual([9, 8, 0, 0, 34, 29]);
    expect(image(data.train.y, 0).slice(3, 14)).toEqual([1, 2, 0, 0, 0, 0, 0, 114, 183, 112, 55]);
    expect(image(data.train.y, 6).slice(7, 15)).toEqual([5, 0, 0, 0, 105, 92, 101, 107]);
  });

  it('is not split as the IDX release: the ankle boot that opens its training images is a test image', () => {
    const boot = image(data.test.y, 8999);
    expect(boot.slice(3 * 28, 4 * 28).join(' ')).toBe('0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 13 73 0 0 1 4 0 0 0 0 1 1 0');
    expect(boot.reduce((sum, pixel) => sum + pixel, 0)).toBe(76_247);
  });

  it('has pixel moments within 0.0003 of those of the IDX release, 0.2860 and 0.3530', () => {
    const { mean, deviation } = moments(data.train.y);
    expect(mean).toBeCloseTo(0.286105, 6);
    expect(deviation).toBeCloseTo(0.352811, 6);
    expect(Math.abs(mean - 0.286)).toBeLessThan(3e-4);
    expect(Math.abs(deviation - 0.353)).toBeLessThan(3e-4);
  });
});
