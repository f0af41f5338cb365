import { describe, expect, it } from 'vitest';
import { gaussianMixture } from './gaussianMixture.ts';

describe('gaussianMixture', () => {
  it('has the mean and the deviation of each component, and the components in turns', () => {
    const means = [
      [0, 0, 5],
      [-3, 1, 0],
    ];
    const { train, classes } = gaussianMixture({ means, deviation: 0.5, rows: 8000 });
    expect([train.y.shape, train.label?.shape, classes]).toEqual([[8000, 3], [8000], ['0', '1']]);
    for (const [k, mean] of means.entries()) {
      const rows = Array.from({ length: 4000 }, (_, i) => 2 * i + k);
      expect(rows.every((row) => train.label?.values[row] === k)).toBe(true);
      for (const [j, wanted] of mean.entries()) {
        const column = rows.map((row) => train.y.values[3 * row + j] as number);
        const found = column.reduce((sum, value) => sum + value, 0) / 4000;
        const variance = column.reduce((sum, value) => sum + (value - found) ** 2, 0) / 4000;
        // Standard errors 0.008 and 0.0056.
        expect(Math.abs(found - wanted)).toBeLessThan(0.04);
        expect(Math.abs(Math.sqrt(variance) - 0.5)).toBeLessThan(0.03);
      }
    }
  });

  it('is a function of its seed, each row of its position', () => {
    expect(gaussianMixture({ seed: 1 })).toEqual(gaussianMixture({ seed: 1 }));
    expect(gaussianMixture({ seed: 1 })).not.toEqual(gaussianMixture({ seed: 2 }));
    expect(gaussianMixture({ rows: 9 }).train.y.values).toEqual(gaussianMixture().train.y.values.slice(0, 18));
    expect(gaussianMixture().train.y.shape).toEqual([gaussianMixture.about.rows.train, 2]);
  });

  it('puts its components where they were told to be when there is no spread', () => {
    const { train } = gaussianMixture({ deviation: 0, rows: 8 });
    for (let k = 0; k < 8; k++)
      expect(Math.hypot(...(train.y.values.slice(2 * k, 2 * k + 2) as Float32Array))).toBeCloseTo(1, 6);
  });

  it.each([
    [{ means: [] }, 'gaussianMixture, means.length: expected a whole number from 1 to 2147483647, received 0.'],
    [
      { means: [[0, 1], [2]] },
      'gaussianMixture, means[1]: expected 2 finite numbers, received [2]. Give the means of all components the same number of values.',
    ],
    [{ means: [[]] }, 'gaussianMixture, means[0]: expected 1 finite numbers, received [].'],
    [{ deviation: -1 }, 'gaussianMixture, deviation: expected a number of at least 0, received -1.'],
  ])('refuses %j', (options, message) => {
    expect(() => gaussianMixture(options)).toThrow(message);
  });
});
