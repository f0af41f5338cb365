import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation } from './permutation.ts';
import { streams } from './streams.ts';

const seeds = fc.maxSafeNat();

describe('permutation', () => {
  it('holds every number once', () => {
    fc.assert(
      fc.property(fc.nat(3000), seeds, seeds, (length, seed, step) => {
        const order = permutation(length, { seed, step });
        expect(order.slice().sort()).toEqual(Int32Array.from({ length }, (_, i) => i));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('is the same for ever', () => {
    expect([...permutation(10, { seed: 1, step: 0 })]).toEqual([4, 9, 5, 0, 8, 3, 6, 7, 1, 2]);
  });

  it('has all orders of four equally often (χ² of 23 degrees below its 99.9 % point)', () => {
    const draws = 24_000;
    const counts = new Map<string, number>();
    for (let step = 0; step < draws; step++) {
      const order = permutation(4, { seed: 3, step }).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const each = draws / 24;
    expect(counts.size).toBe(24);
    expect([...counts.values()].reduce((sum, found) => sum + (found - each) ** 2 / each, 0)).toBeLessThan(49.7);
  });

  it('puts the first of many anywhere (mean and variance of a uniform place)', () => {
    const length = 1000;
    const places = Array.from(
      { length: 2000 },
      (_, step) => permutation(length, { seed: 5, step }).indexOf(0) / length,
    );
    const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
    const variance = places.reduce((sum, place) => sum + (place - mean) ** 2, 0) / places.length;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / places.length));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / places.length));
  });

  it('changes with seed, step and stream, and draws from none of the streams within a step', () => {
    const at = (seed: number, step: number, stream?: number) => permutation(100, { seed, step, stream }).join();
    const orders = [at(1, 0), at(2, 0), at(1, 1), at(1, 0, streams.split), at(1, 0, 0)];
    expect(new Set(orders).size).toBe(orders.length);
    expect(at(1, 0)).toBe(at(1, 0, streams.shuffle));
    expect(Math.min(streams.shuffle, streams.split, streams.callers)).toBeGreaterThanOrEqual(2 ** 31);
  });

  it('refuses a length that is not a whole number', () => {
    expect(() => permutation(2.5, { seed: 1, step: 0 })).toThrow(
      'permutation, length: expected a whole number from 0 to 2147483647, received 2.5. Pass length as such a number.',
    );
    expect(() => permutation(2, { seed: 1, step: -1 })).toThrow('permutation, step');
  });
});
