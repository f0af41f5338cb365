import { fillNormal } from '@latentkit/core/internal';
import { expect, it } from 'vitest';
import { cholesky, fittedMixture } from './fittedMixture.ts';

it('factors Σ = LLᵀ, also where it is singular', () => {
  const factor = cholesky([
    [4, 2],
    [2, 10],
  ]);
  expect(factor).toEqual([2, 0, 1, 3]);
  expect(
    cholesky([
      [1, 1],
      [1, 1],
    ]),
  ).toEqual([1, 0, 1, 0]);
});

it('has the covariance of all codes: Σₖ wₖ (LₖLₖᵀ + μₖμₖᵀ) − μμᵀ', () => {
  const codes = fillNormal(new Float32Array(2000), { seed: 2, stream: 9, step: 0 }).map((x, i) => x * (1 + (i % 2)));
  const { weights, means, factors } = fittedMixture(codes, 2) as NonNullable<ReturnType<typeof fittedMixture>>;
  const moment = (i: number, j: number) =>
    weights.reduce((sum, w, k) => {
      const [l, mean] = [factors[k] as number[], means[k] as number[]];
      const own = [0, 1].reduce((s, c) => s + (l[2 * i + c] as number) * (l[2 * j + c] as number), 0);
      return sum + w * (own + (mean[i] as number) * (mean[j] as number));
    }, 0);
  const direct = (i: number, j: number) => {
    let sum = 0;
    for (let row = 0; row < 1000; row++) sum += (codes[2 * row + i] as number) * (codes[2 * row + j] as number);
    return sum / 1000;
  };
  expect(weights.reduce((sum, w) => sum + w)).toBeCloseTo(1, 10);
  expect(moment(0, 0)).toBeCloseTo(direct(0, 0), 3);
  expect(moment(0, 1)).toBeCloseTo(direct(0, 1), 3);
  expect(moment(1, 1)).toBeCloseTo(direct(1, 1), 3);
});

it('is left out for codes of many numbers, and for few codes', () => {
  expect(fittedMixture(new Float32Array(33 * 100), 33)).toBeUndefined();
  expect(fittedMixture(new Float32Array(2 * 19), 2)).toBeUndefined();
});
