import { permutation } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { batches } from './batches.ts';

const flat = (list: Int32Array[]) => list.flatMap((rows) => Array.from(rows));
const inOrder = Array.from({ length: 10 }, (_, row) => row);

describe('batches', () => {
  it('holds every row once and keeps the last, smaller batch', () => {
    const epoch = batches({ length: 10, batchSize: 4 });
    expect(epoch.map((rows) => rows.length)).toEqual([4, 4, 2]);
    expect(flat(epoch).toSorted((a, b) => a - b)).toEqual(inOrder);
    expect(batches({ length: 8, batchSize: 4 }).map((rows) => rows.length)).toEqual([4, 4]);
    expect(batches({ length: 3 }).map((rows) => rows.length)).toEqual([3]);
  });

  it('is the order of core’s training loop: the permutation of the seed, epochs counted from 0 there', () => {
    expect(flat(batches({ length: 10, batchSize: 3, seed: 7, epoch: 5 }))).toEqual(
      Array.from(permutation(10, { seed: 7, step: 4 })),
    );
  });

  it('has another order for another epoch and another seed, the same for the same', () => {
    const order = (options: { seed?: number; epoch?: number }) => flat(batches({ length: 100, ...options }));
    expect(order({})).toEqual(order({ seed: 0, epoch: 1 }));
    expect(order({ epoch: 2 })).not.toEqual(order({}));
    expect(order({ seed: 2 })).not.toEqual(order({}));
  });

  it('counts upwards where it is not to shuffle', () => {
    expect(flat(batches({ length: 10, batchSize: 4, shuffle: false }))).toEqual(inOrder);
  });

  it.each(['length', 'batchSize', 'epoch'])('refuses a %s that is not a count', (name) => {
    for (const value of [0, -1, 1.5, Number.NaN, 2 ** 31]) {
      expect(() => batches({ length: 10, [name]: value })).toThrow(
        `batches, ${name}: expected a whole number from 1 to 2147483647, received ${value}. Pass ${name} as such a number.`,
      );
    }
  });
});
