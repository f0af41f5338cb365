import { describe, expect, it } from 'vitest';
import { table } from './table.ts';
import { checkVectors, float64Vectors } from './vectors.ts';

describe('checkVectors', () => {
  it('counts rows and their numbers', () => {
    expect(checkVectors('mine', { values: new Float32Array(6), shape: [3, 2] })).toEqual({ rows: 3, size: 2 });
    expect(checkVectors('mine', { values: [1, 2, 3], shape: [3] })).toEqual({ rows: 3, size: 1 });
    expect(checkVectors('mine', table(new Uint8Array(12), [3, 2, 2]))).toEqual({ rows: 3, size: 4 });
  });

  it('names the first number that is not finite', () => {
    expect(() => checkVectors('mine', { values: [1, 2, 3, Number.NaN], shape: [2, 2] })).toThrow(
      'mine: expected finite numbers, received NaN in row 1, number 1. Check where that row comes from.',
    );
  });

  it.each([{ shape: [3, 2] }, { shape: [] }, { shape: [0, 2] }, { shape: [-2, -2] }, { shape: [1.5, 2] }])(
    'refuses four values of shape $shape',
    ({ shape }) => {
      expect(() => checkVectors('mine', { values: [1, 2, 3, 4], shape })).toThrow(
        'mine: expected values that fill their shape [rows, size], at least one row of one number, ' +
          `received 4 values for shape [${shape}]. Pass all rows one after the other, and how many there are of which size.`,
      );
    },
  );
});

describe('float64Vectors', () => {
  it('scales as a table does, into a copy', () => {
    const bytes = Uint8Array.of(0, 51, 255);
    const { values } = float64Vectors('mine', table(bytes, [3, 1], 1 / 255));
    expect([...values]).toEqual([0, 51 / 255, 1]);
    expect([...bytes]).toEqual([0, 51, 255]);
  });
});
