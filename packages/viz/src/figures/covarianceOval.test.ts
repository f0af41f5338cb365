import fc from 'fast-check';
import { expect, it } from 'vitest';
import { covarianceOval } from './covarianceOval.ts';

it('has the half axes and the angle that made the covariance: Σ = R diag(a², b²) Rᵀ', () => {
  const axis = fc.double({ min: 0.1, max: 10, noNaN: true });
  fc.assert(
    fc.property(axis, axis, fc.double({ min: -1.5, max: 1.5, noNaN: true }), (one, other, angle) => {
      const [a, b] = [Math.max(one, other) + 0.5, Math.min(one, other)];
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const cov = c * s * (a * a - b * b);
      const oval = covarianceOval([a * a * c * c + b * b * s * s, cov, cov, a * a * s * s + b * b * c * c]);
      expect(oval.half[0]).toBeCloseTo(a, 6);
      expect(oval.half[1]).toBeCloseTo(b, 6);
      expect(oval.angle).toBeCloseTo(angle, 5);
    }),
  );
});

it('is a line where one direction has no variance, and NaN for what is not a covariance', () => {
  expect(covarianceOval([1, 1, 1, 1]).half[1]).toBe(0);
  expect(covarianceOval([1, 2, 2, 1]).half[1]).toBeNaN();
  expect(covarianceOval([1, 0.5, 0, 1]).half).toEqual([Number.NaN, Number.NaN]);
});
