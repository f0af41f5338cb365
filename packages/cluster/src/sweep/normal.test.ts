import { describe, expect, it } from 'vitest';
import { cumulative, logDensity, massBetween, quantile } from './normal.ts';

describe('the standard normal distribution', () => {
  it.each([
    // Φ to 16 digits.
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145705],
    [-3, 0.0013498980316300946],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416052e-24],
  ])('Φ(%d) = %d', (x, value) => {
    expect(Math.abs(cumulative(x) / value - 1)).toBeLessThan(1e-13);
  });

  it('Φ(x) + Φ(−x) = 1, also where the series gives way to the fraction', () => {
    for (let x = 0; x < 6; x += 0.037) expect(cumulative(x) + cumulative(-x)).toBeCloseTo(1, 14);
    const step = 1e-9;
    const edge = 2.5 * Math.SQRT2;
    expect(cumulative(-edge - step) / cumulative(-edge + step)).toBeCloseTo(1, 7);
  });

  it('loses nothing between two points of the upper tail', () => {
    expect(massBetween(9, 10)).toBe(massBetween(-10, -9));
    expect(massBetween(9, 10)).toBeGreaterThan(0);
  });

  it('quantile inverts Φ', () => {
    for (const p of [1e-12, 0.01, 0.3, 0.5, 0.9, 0.999]) expect(cumulative(quantile(p, -40, 40))).toBeCloseTo(p, 13);
  });

  it('Φ′ is the density', () => {
    for (const x of [-2, 0.3, 1.7]) {
      const slope = (cumulative(x + 1e-5) - cumulative(x - 1e-5)) / 2e-5;
      expect(slope).toBeCloseTo(Math.exp(logDensity(x)), 9);
    }
  });
});
