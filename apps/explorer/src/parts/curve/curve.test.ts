import { describe, expect, it } from 'vitest';
import { bucketMeans } from './bucketMeans.ts';
import { logTicks } from './logTicks.ts';
import { tickText } from './tickText.ts';

describe('bucketMeans', () => {
  it('leaves a short curve as it is', () => {
    expect(bucketMeans([3, 1, 2], 10)).toEqual({ x: [0, 1, 2], y: [3, 1, 2] });
  });
  it('keeps the mean of a long one', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => i);
    const { x, y } = bucketMeans(values, 10);
    expect(x).toHaveLength(10);
    expect(y).toEqual(x);
    expect(y.reduce((a, b) => a + b) / 10).toBeCloseTo(499.5);
  });
  it('of nothing is nothing', () => {
    expect(bucketMeans([], 5)).toEqual({ x: [], y: [] });
  });
});

describe('logTicks', () => {
  it.each([
    [0.003, 2, [0.01, 0.1, 1]],
    [0.15, 0.9, [0.2, 0.5]],
    [90, 120, [100]],
    [1e-7, 1, [1e-7, 1e-5, 1e-3, 0.1]],
  ])('%s to %s', (low, high, expected) => expect(logTicks([low, high])).toEqual(expected));
});

describe('tickText', () => {
  it.each([
    [0.000001, '1e−6'],
    [-200, '−200'],
    [0, '0'],
    [0.05, '0.05'],
  ])('%s is read %s', (tick, text) => expect(tickText(tick)).toBe(text));
});
