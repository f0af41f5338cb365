import { describe, expect, it } from 'vitest';
import { largestDifference } from './weights.ts';

describe('largestDifference', () => {
  const wanted = Float32Array.of(1, -4, 0, 0, 0.5);
  const lengths = { kernel: 2, zeros: 2, bias: 1 };

  it('is relative to the largest number of its array, and counts what is far', () => {
    expect(largestDifference(Float32Array.of(1, -4.5, 0, 0, 0.5), wanted, lengths)).toEqual({
      difference: 0.125,
      array: 'kernel',
      beyond: 1 / 5,
    });
    expect(largestDifference(wanted, wanted, lengths)).toEqual({ difference: 0, array: '', beyond: 0 });
  });

  it('is endless where zeros moved, and no number where a weight is none', () => {
    expect(largestDifference(Float32Array.of(1, -4, 1e-9, 0, 0.5), wanted, lengths)).toEqual({
      difference: Number.POSITIVE_INFINITY,
      array: 'zeros',
      beyond: 1 / 5,
    });
    const { difference } = largestDifference(Float32Array.of(1, Number.NaN, 0, 0, 0.5), wanted, lengths);
    expect(difference).toBeNaN();
  });
});
