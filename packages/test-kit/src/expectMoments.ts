import { expect } from 'vitest';
import { momentsUnder } from './grid.ts';

/** Draws have the mean and the variance that x has under weights p that sum to 1, within five standard errors and 1e-3 for the grid. */
export function expectMoments(
  draws: readonly number[],
  p: readonly number[],
  x: readonly number[],
  what: string,
): void {
  const due = momentsUnder(p, x);
  const found = momentsUnder(
    draws.map(() => 1 / draws.length),
    draws,
  );
  const ofMean = 5 * Math.sqrt(due.variance / draws.length) + 1e-3;
  const ofVariance = 5 * Math.sqrt(Math.max(0, due.fourth - due.variance ** 2) / draws.length) + 1e-3;
  expect(Math.abs(found.mean - due.mean), `mean of ${what}`).toBeLessThan(ofMean);
  expect(Math.abs(found.variance - due.variance), `variance of ${what}`).toBeLessThan(ofVariance);
}
