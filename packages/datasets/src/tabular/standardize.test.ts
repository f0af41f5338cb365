import { describe, expect, it } from 'vitest';
import { fromArrays } from '../arrays/fromArrays.ts';
import { standardize, unstandardize } from './standardize.ts';

const data = fromArrays({
  train: {
    y: [
      [1, 10, 5],
      [3, 30, 5],
      [2, 50, 5],
    ],
    label: [0, 1, 0],
  },
  test: { y: [[2, 30, 6]], label: [1] },
});

describe('standardize', () => {
  it('gives every column of the training split mean 0 and standard deviation 1, a constant one only mean 0', () => {
    const { train } = standardize(data);
    for (const j of [0, 1, 2]) {
      const column = [0, 1, 2].map((row) => train.y.values[3 * row + j] as number);
      expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
      expect(column.reduce((sum, value) => sum + value ** 2, 0) / 3).toBeCloseTo(j === 2 ? 0 : 1, 6);
    }
    expect(train.label).toBe(data.train.label);
  });

  it('keeps what it took away, does the same to the test split, and brings it back', () => {
    const { train, test, standardization } = standardize(data);
    expect(standardization).toEqual({ mean: [2, 30, 5], deviation: [Math.sqrt(2 / 3), Math.sqrt(800 / 3), 1] });
    expect(Array.from(test.y.values)).toEqual([0, 0, 1]);
    expect(standardize(data, standardization).train.y).toEqual(train.y);
    const back = unstandardize(train.y.values, standardization ?? { mean: [], deviation: [] });
    back.forEach((value, i) => {
      expect(value).toBeCloseTo(data.train.y.values[i] as number, 5);
    });
  });

  it('uses the scale of bytes', () => {
    const pixels = fromArrays({ train: { y: [new Uint8Array([0, 255]), new Uint8Array([255, 255])] } });
    expect(standardize(pixels).standardization).toEqual({ mean: [0.5, 1], deviation: [0.5, 1] });
  });

  it('refuses the standardisation of other columns', () => {
    expect(() => standardize(data, { mean: [1], deviation: [1] })).toThrow(
      'standardize, by: expected 3 means and deviations, one per column, received 1 and 1. Give the standardisation of a data set with these columns.',
    );
  });
});
