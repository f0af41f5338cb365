import { checkVectors } from '@latentkit/core/internal';
import { checkWhole } from './checkWhole.ts';
import { diagonalGaussian } from './mixture/gaussian.ts';
import { mixture } from './mixture/mixture.ts';
import type { FittedSampler, Sampler } from './sampler.ts';

const where = 'priorSampler';

/**
 * Codes of the prior p(z) = N(0, I), whatever the codes are: of them only the size is taken.
 *
 * @returns a sampler: fit takes codes [n, size]
 * @throws SHAPE, NOT_FINITE for codes that are not valid
 * @see Kingma & Welling, "Auto-encoding variational Bayes", 2014
 * @example
 * const prior = priorSampler().from({ size: 20 });
 * prior.sample(64, { seed: 1 }).shape; // [64, 20]
 */
export function priorSampler(): Sampler<{ readonly size: number }> {
  return {
    fit: (codes) => standardNormal(checkVectors(`${where}.fit`, codes).size),
    from({ size }) {
      checkWhole(`${where}.from`, 'size', size, 1);
      return standardNormal(size);
    },
  };
}

function standardNormal(size: number): FittedSampler<{ readonly size: number }> {
  const components = [diagonalGaussian(new Float64Array(size), new Float64Array(size))];
  return mixture(where, size, { weights: Float64Array.of(1), components }, { size });
}
