import { describe, expect, it } from 'vitest';
import { logJoint } from './bernoulliMixture.ts';
import { variationalInference } from './variationalInference.ts';

const mixture = { rate: 0.3, means: [-1, 2], standardDeviation: 1 } as const;
const at = (series: readonly number[], step: number) => series.at(step) as number;

describe('variationalInference', () => {
  it.each([
    [0.1, 0.02],
    [1, 0.5],
    [-4, 0.9],
    [3, 0.999],
    [60, 0.5],
  ])('log p(x) = KL(q ‖ p(z|x)) + ELBO to 1e-6 at every step, x = %d from q = %d', (x, start) => {
    const { logEvidence, divergence, elbo } = variationalInference({ mixture, x, start, steps: 200 });
    logEvidence.forEach((evidence, step) => {
      expect(Math.abs(evidence - (at(divergence, step) + at(elbo, step)))).toBeLessThan(1e-12 * Math.abs(evidence));
      expect(at(divergence, step)).toBeGreaterThanOrEqual(-1e-15);
    });
    expect(elbo).toHaveLength(201);
  });

  it('climbs: the bound rises to log p(x), the divergence falls to 0 and q to the posterior', () => {
    const { q, elbo, divergence, logEvidence } = variationalInference({ mixture, x: 1, start: 0.05, steps: 100 });
    elbo.slice(1).forEach((value, step) => {
      expect(value).toBeGreaterThanOrEqual(at(elbo, step) - 1e-15);
    });
    expect(at(elbo, -1)).toBeCloseTo(at(logEvidence, -1), 9);
    expect(at(divergence, -1)).toBeCloseTo(0, 9);
    const [off, on] = logJoint(1, mixture);
    expect(at(q, -1)).toBeCloseTo(1 / (1 + Math.exp(off - on)), 6);
  });

  it('steps by dL/dφ, as finite differences have it', () => {
    const { q } = variationalInference({ mixture, x: 1, start: 0.2, steps: 1, learningRate: 1e-3 });
    const phi = (value: number) => Math.log(value / (1 - value));
    const bound = (start: number) => at(variationalInference({ mixture, x: 1, start, steps: 1 }).elbo, 0);
    const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
    const h = 1e-5;
    const slope = (bound(sigmoid(phi(0.2) + h)) - bound(sigmoid(phi(0.2) - h))) / (2 * h);
    expect((phi(at(q, 1)) - phi(0.2)) / 1e-3).toBeCloseTo(slope, 6);
  });

  it.each([
    [{ rate: 0 }, 'variationalInference, rate: expected a number between 0 and 1, received 0.'],
    [
      { standardDeviation: 0 },
      'variationalInference, standardDeviation: expected a finite number above 0, received 0.',
    ],
    [
      { means: [1] },
      'variationalInference, means: expected two finite numbers, received [1]. Give both means, μ₀ and μ₁.',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(() => variationalInference({ mixture: { ...mixture, ...wrong } as never, x: 1 })).toThrow(message);
  });
});
