import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { sumCode } from '../energy/sumCode.ts';
import type { Distribution } from './distribution.ts';
import { logNormal } from './logNormal.ts';

/**
 * N(m, s) of independent numbers. Gradients reach m and log s through its draws, its densities and its divergences.
 *
 * @param gaussian mean and logVariance, of the shape of the codes or of one code
 * @example
 * const posterior = normal({ mean: tf.tensor2d([[3, 4]]), logVariance: tf.zeros([1, 2]) });
 * posterior.logDensity(tf.tensor2d([[3, 4]])); // [-1.838]
 */
export function normal(gaussian: DiagonalGaussian): Required<Distribution> {
  const { mean, logVariance } = gaussian;
  // uⱼ = ½ (μⱼ − mⱼ)²/sⱼ
  const ofMean = (q: DiagonalGaussian) =>
    tf.mul(tf.mul(tf.square(tf.sub(q.mean, mean)), tf.exp(tf.neg(logVariance))), 0.5);
  // wⱼ = ½ (vⱼ/sⱼ − log vⱼ/sⱼ − 1)
  const ofVariance = (q: DiagonalGaussian) => {
    const ratio = tf.sub(q.logVariance, logVariance);
    return tf.mul(tf.sub(tf.expm1(ratio), ratio), 0.5);
  };
  return {
    sample: (shape, random) =>
      tf.tidy(() => tf.add(mean, tf.mul(random.normal(shape), tf.exp(tf.mul(logVariance, 0.5))))),
    logDensity: (z) => tf.tidy(() => logNormal(z, gaussian)),
    divergence: (q) => ({
      meanDivergence: tf.tidy(() => sumCode(ofMean(q))),
      varianceDivergence: tf.tidy(() => sumCode(ofVariance(q))),
    }),
    divergencePerNumber: (q) => tf.tidy(() => tf.add(ofMean(q), ofVariance(q))),
  };
}
