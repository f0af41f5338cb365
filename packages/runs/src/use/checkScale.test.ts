import { describe, expect, it } from 'vitest';
import type { OpenRun } from '../folder/openRun.ts';
import { checkScale } from './checkScale.ts';

const check = (trainedOn: Partial<OpenRun['trainedOn']>, ...values: number[]) =>
  checkScale({ trainedOn } as OpenRun, 'b.npy', {
    values: Float32Array.from(values),
    shape: [values.length, 1],
    scale: 1,
  });

describe('the range of other rows', () => {
  it('of images goes no further than that of the run, where it is from 0 to 1', () => {
    const images = { range: [0, 1], layout: 'channels last' } as const;
    expect(check(images, 0.1, 0.9)).toEqual([]);
    expect(() => check(images, 0, 255)).toThrow(
      'b.npy: expected pixels from 0 to 1, as in the training data, or unsigned bytes, received numbers from 0 to 255. Scale them, or write them as uint8.',
    );
  });

  it('is told where it is that of another unit', () => {
    const windows = { range: [-2, 2], layout: 'other' } as const;
    expect(check(windows, -3, 40)).toEqual([]);
    expect(check(windows, 0, 255)).toEqual([
      'numbers from 0 to 255, but from -2 to 2 in training: are both in the same unit?',
    ]);
    expect(check(windows, 0.01, 0.02)).toHaveLength(1);
    // One value alone says nothing of a unit, nor does a run that does not know its range.
    expect(check(windows, 1, 1)).toEqual([]);
    expect(check({}, 0, 255)).toEqual([]);
  });
});
