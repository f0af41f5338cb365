import { describe, expect, it } from 'vitest';
import { quantile, spread } from './statistics.ts';

describe('quantile', () => {
  it('is the smallest, the middle and the largest value at 0, ½ and 1', () => {
    expect([0, 0.5, 1].map((q) => quantile([3, 1, 2], q))).toEqual([1, 2, 3]);
  });

  it('goes straight between neighbours', () => {
    expect(quantile([10, 20], 0.25)).toBeCloseTo(12.5, 12);
    expect(quantile([7], 0.9)).toBe(7);
  });
});

describe('spread', () => {
  it('holds 80 % of the values', () => {
    const ms = Array.from({ length: 101 }, (_, i) => i);
    expect(spread(ms)).toEqual({ medianMs: 50, p10Ms: 10, p90Ms: 90 });
  });
});
