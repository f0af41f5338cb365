import { describe, expect, it } from 'vitest';
import { axisTitle, hasPlace, scale } from './scale.ts';

const over = { from: 0, to: 100, margin: 0, count: 5 };
const linear = { label: 'x' };
const log = { label: 'x', log: true };

describe('scale', () => {
  it('maps ends to ends: in between linearly, or in the logarithm', () => {
    const interval = { low: 1, high: 100, whole: true };
    expect([1, 50.5, 100].map(scale(linear, interval, over).place)).toEqual([0, 50, 100]);
    expect([1, 10, 100].map(scale(log, interval, over).place)).toEqual([0, 50, 100]);
  });

  it('leaves a margin at both ends', () => {
    expect([0, 1].map(scale(linear, { low: 0, high: 1, whole: false }, { ...over, margin: 0.5 }).place)).toEqual([
      25, 75,
    ]);
  });

  it('puts a constant in the middle, with ticks around it', () => {
    for (const value of [0, 1, -0.3, 1e-300, 1e16, 123_456_789]) {
      const { place, ticks } = scale(linear, { low: value, high: value, whole: Number.isInteger(value) }, over);
      expect(place(value)).toBeCloseTo(50, 6);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(8);
    }
    expect(scale(log, { low: 3, high: 3, whole: true }, over).place(3)).toBeCloseTo(50, 9);
  });

  it('takes numbers that differ in their last bit for a constant', () => {
    const { ticks } = scale(linear, { low: 1e16, high: 1e16 + 2, whole: true }, over);
    expect(ticks.length).toBeLessThan(8);
  });
});

it('has a place for finite numbers, on a logarithmic axis for positive ones', () => {
  const values = [1, 0, -1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(values.map((value) => hasPlace(linear, value))).toEqual([true, true, true, false, false]);
  expect(values.map((value) => hasPlace(log, value))).toEqual([true, false, false, false, false]);
});

it('writes the unit after the label', () => {
  expect(axisTitle({ label: 'time', unit: 's' })).toBe('time (s)');
  expect(axisTitle({ label: 'epoch' })).toBe('epoch');
});
