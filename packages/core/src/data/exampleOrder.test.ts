import { describe, expect, it } from 'vitest';
import { permutation } from '../random/permutation.ts';
import { exampleOrder } from './exampleOrder.ts';

describe('exampleOrder', () => {
  const options = { batchSize: 8, seed: 3, step: 0 };
  /** 2¹⁷ and some rows of 2¹² numbers: blocks of 32 rows, windows of 4096. */
  const shape = [2 ** 17 + 5, 64, 64];
  const [rows, block, window] = [2 ** 17 + 5, 32, 4096];
  const order = exampleOrder(shape, options);

  it('is a permutation of the rows below 2²⁸ numbers', () => {
    const small = [2 ** 16 - 1, 64, 64];
    expect(exampleOrder(small, options).join()).toBe(permutation(2 ** 16 - 1, { seed: 3, step: 0 }).join());
    expect(exampleOrder([0, 2], options)).toEqual(new Int32Array());
  });

  it('holds every row once', () => {
    expect(order).toHaveLength(rows);
    expect(order.toSorted().every((row, i) => row === i)).toBe(true);
  });

  it('has the blocks of a permutation in each window, mixed through', () => {
    const blocks = permutation(Math.ceil(rows / block), { seed: 3, step: 0 });
    for (const at of [0, 1, 31]) {
      const found = order.subarray(at * window, (at + 1) * window);
      // The short block may come early and move the rest by less than a block.
      const mine = new Set(found.map((row) => Math.floor(row / block)));
      expect(mine.size).toBeLessThanOrEqual(window / block + 1);
      if (at === 0) expect(mine).toEqual(new Set(blocks.subarray(0, mine.size)));
      // A row stays beside its neighbour as seldom as in any order.
      const together = found.reduce(
        (count, row, i) => count + Number(i > 0 && row === (found[i - 1] as number) + 1),
        0,
      );
      expect(together).toBeLessThan(8);
      const inBatch = new Set(found.subarray(0, 8).map((row) => Math.floor(row / block)));
      expect(inBatch.size).toBeGreaterThan(5);
    }
  });

  it('changes with seed and epoch, and is the same for ever', () => {
    const firstOf = (changed: object) => exampleOrder(shape, { ...options, ...changed }).slice(0, 4);
    const all = [{}, { seed: 4 }, { step: 1 }].map((changed) => firstOf(changed).join());
    expect(new Set(all).size).toBe(3);
    expect(all[0]).toBe('114462,10792,23110,35093');
  });

  it('has windows of whole batches, at least one, and blocks of a row at least', () => {
    const large = exampleOrder([40, 2 ** 23], { batchSize: 3, seed: 1, step: 0 });
    expect(large.toSorted()).toEqual(Int32Array.from({ length: 40 }, (_, i) => i));
    expect(large).not.toEqual(permutation(40, { seed: 1, step: 0 }));
  });
});
