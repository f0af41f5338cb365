import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from './ticks.ts';

const linear = (low: number, high: number, count: number, whole = false) =>
  linearTicks({ low, high, whole }, count).map(({ value }) => value);
const labelled = (low: number, high: number, count = 6) =>
  logTicks({ low, high, whole: false }, count)
    .filter(({ minor }) => !minor)
    .map(({ value }) => value);

describe('linearTicks', () => {
  it('are multiples of 1, 2 or 5 times a power of ten, exact to the last bit', () => {
    expect(linear(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linear(0.037, 0.067, 6)).toEqual([0.04, 0.045, 0.05, 0.055, 0.06, 0.065]);
    expect(linear(-7, 7, 3)).toEqual([-5, 0, 5]);
    expect(linear(-2e-7, 3e-7, 5)).toEqual([-2e-7, -1e-7, 0, 1e-7, 2e-7, 3e-7]);
  });

  it('are whole where the numbers are', () => {
    expect(linear(1, 3, 20, true)).toEqual([1, 2, 3]);
    expect(linear(0, 60_000, 6, true)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  });

  it('stay inside, ascend, and are no more than asked for, over 600 decades', () => {
    for (let exponent = -300; exponent <= 300; exponent += 7) {
      for (const [low, high] of [
        [-1.3, 4.7],
        [0.1, 0.11],
        [-9e3, -8.7e3],
      ] as const) {
        const [from, to] = [low * 10 ** exponent, high * 10 ** exponent];
        const ticks = linear(from, to, 6);
        const slack = (to - from) * 1e-6;
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(
          ticks.every(
            (tick, i) => tick >= from - slack && tick <= to + slack && (i === 0 || tick > (ticks[i - 1] as number)),
          ),
        ).toBe(true);
      }
    }
  });
});

describe('logTicks', () => {
  it('are the powers of ten, with 2 … 9 between them as minor ones', () => {
    expect(labelled(0.5, 2000)).toEqual([1, 10, 100, 1000]);
    const minor = logTicks({ low: 1, high: 100, whole: false }, 6).filter((tick) => tick.minor);
    expect(minor.map(({ value }) => value)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90]);
  });

  it('leave out powers when there are too many', () => {
    expect(labelled(1e-12, 1e12, 4)).toEqual([1e-12, 1e-7, 1e-2, 1e3, 1e8]);
  });

  it('become finer on an axis shorter than two powers of ten', () => {
    expect(labelled(0.3, 7)).toEqual([0.5, 1, 2, 5]);
    expect(labelled(0.039, 0.068)).toEqual([0.04, 0.045, 0.05, 0.055, 0.06, 0.065]);
  });
});
