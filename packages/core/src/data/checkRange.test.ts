import { describe, expect, it } from 'vitest';
import { checkRange } from './checkRange.ts';
import { table } from './table.ts';

const where = 'data.y';
const unit = { where, low: 0, high: 1, of: 'binary cross-entropy' };
const pixels = (...values: number[]) => table(Float32Array.from(values), [values.length / 4, 2, 2]);

describe('checkRange', () => {
  it('takes what is in the domain, its ends included, and bytes that are scaled to it', () => {
    checkRange(pixels(0, 1, 0.5, 1), unit);
    checkRange(table(Uint8Array.of(0, 255), [2, 1], 1 / 255), unit);
    checkRange(pixels(-3e38, 0, 0, 3e38), { where });
  });

  it.each([
    [
      pixels(0, 1, 0.5, 1, 0, 0, 0, 1.5),
      unit,
      'data.y, row 1, place [1,1]: expected numbers in [0, 1], the domain of binary cross-entropy, received 1.5. Scale the data, or choose another cost.',
    ],
    [pixels(0, 0, -1e-3, 1), unit, 'data.y, row 0, place [1,0]: expected numbers in [0, 1], the domain of'],
    [
      pixels(0, Number.NaN, 0, 0),
      unit,
      'row 0, place [0,1]: expected numbers in [0, 1], the domain of binary cross-entropy, received NaN. Clean the data.',
    ],
    [
      pixels(0, 0, 0, Number.NEGATIVE_INFINITY),
      { where },
      'data.y, row 0, place [1,1]: expected finite numbers, received -Infinity. Clean the data.',
    ],
    [pixels(0, 0, 2, 0), { ...unit, from: 500 }, 'data.y, row 500, place [1,0]: expected numbers in [0, 1]'],
    [
      table(Uint8Array.of(0, 2), [2]),
      unit,
      'data.y, row 1, place []: expected numbers in [0, 1], the domain of binary cross-entropy, received 2.',
    ],
  ])('refuses %#', (values, domain, message) => {
    expect(() => checkRange(values, domain)).toThrow(message);
  });
});
