import { meanDivergence, varianceDivergence } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { logNormal } from './logNormal.ts';
import type { Prior } from './prior.ts';

/**
 * p(z) = N(0, I), which learns nothing.
 *
 * @example
 * const z = standardNormal().sample([64, 20], counterRandom({ seed: 1, step: 0 })); // [64, 20]
 */
export function standardNormal(): Prior {
  return {
    sample: (shape, random) => random.normal(shape),
    logDensity: (z) => tf.tidy(() => logNormal(z)),
    // U = ½ Σ μ², V = ½ Σ v − log v − 1
    divergence: (posterior) => ({
      meanDivergence: meanDivergence(posterior),
      varianceDivergence: varianceDivergence(posterior),
    }),
    // ½ (vⱼ − log vⱼ − 1 + μⱼ²)
    divergencePerNumber: ({ mean, logVariance }) =>
      tf.tidy(() => tf.mul(tf.add(tf.sub(tf.expm1(logVariance), logVariance), tf.square(mean)), 0.5)),
    variables: {},
    settings: { name: 'standardNormal' },
    dispose() {},
  };
}
