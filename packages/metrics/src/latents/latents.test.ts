import { expect, it } from 'vitest';
import { activeUnits } from './activeUnits.ts';
import { effectiveSampleSize } from './effectiveSampleSize.ts';

it('activeUnits counts what varies with the example', () => {
  const means = { values: [3, 0.05, -1, 5, -0.05, 1], shape: [2, 3] };
  const { count, variances } = activeUnits(means);
  expect(count).toBe(2);
  for (const [j, value] of [1, 0.0025, 1].entries()) expect(variances[j]).toBeCloseTo(value, 12);
  expect(activeUnits(means, { threshold: 0.001 }).count).toBe(3);
  expect(() => activeUnits({ values: [Number.NaN], shape: [1, 1] })).toThrow('activeUnits: expected finite numbers');
});

it('effectiveSampleSize is k for equal weights, 1 for one, and blind to a factor', () => {
  const sizes = (values: number[]) => [...effectiveSampleSize({ values, shape: [1, values.length] })];
  expect(sizes([7, 7, 7, 7])).toEqual([4]);
  expect(sizes([0, -800, -900])).toEqual([1]);
  expect(sizes([Math.log(3), 0])[0]).toBeCloseTo(16 / 10, 12);
  expect(sizes([Math.log(3) - 1000, -1000])[0]).toBeCloseTo(16 / 10, 10);
});
