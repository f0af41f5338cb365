import { table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { type Arrays, fromArrays } from './fromArrays.ts';

const y = (rows: unknown) => fromArrays({ train: { y: rows as Arrays['y'] } }).train.y;

describe('fromArrays', () => {
  it('takes nested lists of any depth as float32', () => {
    expect(y([[[1, 2]], [[3, 4]], [[5, 6.5]]])).toEqual({
      values: new Float32Array([1, 2, 3, 4, 5, 6.5]),
      shape: [3, 1, 2],
      scale: 1,
    });
  });

  it('takes a flat list as rows of one number', () => {
    expect(y([1, 2, 3]).shape).toEqual([3, 1]);
    expect(y(new Float64Array([1, 2])).shape).toEqual([2, 1]);
  });

  it('keeps bytes as pixels and int32 as int32', () => {
    const bytes = [new Uint8Array([0, 255]), new Uint8ClampedArray([1, 2])];
    expect(y(bytes)).toEqual({ values: new Uint8Array([0, 255, 1, 2]), shape: [2, 2], scale: 1 / 255 });
    const ints = [new Int32Array([-1, 2 ** 30 + 1])];
    expect(y(ints)).toEqual({ values: new Int32Array([-1, 2 ** 30 + 1]), shape: [1, 2], scale: 1 });
  });

  it('takes a table as it is, without a copy', () => {
    const given = table(new Float32Array([1, 2, 3, 4]), [2, 2], 0.5);
    expect(y(given)).toEqual(given);
    expect(y(given).values).toBe(given.values);
  });

  it('carries name, labels and classes, and without a test part a test split of no rows', () => {
    const data = fromArrays({ name: 'xor', train: { y: [[0], [1]], label: [1, 0] }, classes: ['even', 'odd'] });
    expect(data).toMatchObject({ name: 'xor', classes: ['even', 'odd'] });
    expect(data.train.label).toEqual({ values: new Int32Array([1, 0]), shape: [2], scale: 1 });
    expect(data.test).toEqual({
      y: { values: new Float32Array(0), shape: [0, 1], scale: 1 },
      label: { values: new Int32Array(0), shape: [0], scale: 1 },
    });
    expect(fromArrays({ train: { y: [[0]] }, test: { y: [[1], [2]] } }).test.y.shape).toEqual([2, 1]);
  });

  it.each<[string, unknown, string]>([
    [
      'rows of differing length',
      [[1, 2], [3]],
      'train.y[1]: expected 2 items, as in the first such list, received 1. Give every row the same shape.',
    ],
    [
      'a number among rows',
      [[1], 2],
      'train.y[1]: expected 1 items, as in the first such list, received 2. Give every row the same shape.',
    ],
    [
      'a list among numbers',
      [[1, [2]]],
      'train.y[0][1]: expected a finite number, received a list. Remove or replace what is missing.',
    ],
    [
      'NaN',
      [[[1], [Number.NaN]]],
      'train.y[0][1][0]: expected a finite number, received NaN. Remove or replace what is missing.',
    ],
    [
      'a number beyond float32',
      [[1e39]],
      'train.y[0][0]: expected a finite number, received 1e+39. Remove or replace what is missing.',
    ],
    [
      'a hole',
      [new Array(3).fill(1, 0, 1)],
      'train.y[0][1]: expected a finite number, received undefined. Remove or replace what is missing.',
    ],
    ['text', ['1'], 'train.y[0]: expected a finite number, received string. Remove or replace what is missing.'],
    ['nothing', [], 'train.y: expected at least one item, received an empty list. Give every row the same shape.'],
    [
      'empty rows',
      [[], []],
      'train.y[0]: expected at least one item, received an empty list. Give every row the same shape.',
    ],
    ['no list', 'data', 'train.y: expected a list of numbers, received string. Give every row the same shape.'],
    ['undefined', undefined, 'train.y: expected a list of numbers, received undefined. Give every row the same shape.'],
    [
      'too many dimensions',
      [[[[[[[1]]]]]]],
      'train.y[0][0][0][0][0][0]: expected at most 6 dimensions, received more. Give every row the same shape.',
    ],
    [
      'bytes among numbers',
      [[1], new Uint8Array([1])],
      'train.y[1]: expected numbers, as in the first such list, received bytes. Give every row the same shape.',
    ],
    [
      'a table with NaN',
      table(new Float32Array([0, Number.NaN]), [2, 1]),
      'train.y.values[1]: expected a finite number, received NaN. Remove or replace what is missing.',
    ],
  ])('refuses %s', (_, rows, line) => {
    expect(() => y(rows)).toThrow(`fromArrays, ${line}`);
  });

  it('refuses labels that do not fit', () => {
    expect(() => fromArrays({ train: { y: [1, 2], label: [0] } })).toThrow(
      'fromArrays, train.label: expected 2 labels, one for each row of train.y, received 1. Give every row its label.',
    );
    expect(() => fromArrays({ train: { y: [1, 2], label: [0, 2] }, classes: ['a', 'b'] })).toThrow(
      'fromArrays, train.label[1]: expected a whole number from 0 to 1, received 2. Count classes from 0.',
    );
    expect(() => fromArrays({ train: { y: [1], label: [0.5] } })).toThrow(
      'fromArrays, train.label[0]: expected a whole number from 0 to 2147483647, received 0.5. Count classes from 0.',
    );
  });

  it('refuses a test part with rows of another shape', () => {
    expect(() => fromArrays({ train: { y: [[1, 2]] }, test: { y: [[1]] } })).toThrow(
      'fromArrays, test.y: expected rows of shape [2], as in train.y, received [1]. Give both splits rows of one shape.',
    );
  });
});
