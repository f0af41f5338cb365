import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';

export const log2Pi = Math.log(2 * Math.PI);

/**
 * log N(z; μ, v) = −½ Σᵢ (zᵢ − μᵢ)²/vᵢ + log 2πvᵢ, of N(0, I) where no mean and variance are given.
 *
 * @param z [rows, …latent]
 * @param gaussian mean and logVariance, of the shape of z or of one row
 * @returns [rows], in nats
 * @example
 * logNormal(tf.zeros([1, 2])); // [-1.838], −log 2π
 */
export function logNormal(z: tf.Tensor, gaussian?: DiagonalGaussian): tf.Tensor1D {
  // Not squaredDifference: its gradient does not sum over what was broadcast.
  const each = gaussian
    ? tf.add(
        tf.mul(tf.square(tf.sub(z, gaussian.mean)), tf.exp(tf.neg(gaussian.logVariance))),
        tf.add(gaussian.logVariance, log2Pi),
      )
    : tf.add(tf.square(z), log2Pi);
  return tf.mul(tf.sum(tf.reshape(each, [z.shape[0] as number, -1]), 1), -0.5);
}
