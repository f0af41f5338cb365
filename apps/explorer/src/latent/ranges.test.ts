import { expect, it } from 'vitest';
import { byVariance, ranges, steps, variances } from './ranges.ts';

const codes = Float32Array.of(0, -10, 0, 1, 10, 0);

it('ranges are of each number', () => {
  expect(ranges(codes, 3)).toEqual([
    [expect.closeTo(-0.06), expect.closeTo(1.06)],
    [expect.closeTo(-11.2), expect.closeTo(11.2)],
    [-1, 1],
  ]);
});
it('steps have both ends', () => expect(steps([-1, 1], 5)).toEqual([-1, -0.5, 0, 0.5, 1]));
it('orders numbers by their variance', () => expect(byVariance(codes, 3)).toEqual([1, 0, 2]));
it('variances are of each number', () => expect(variances(codes, 3)).toEqual([0.25, 100, 0]));
