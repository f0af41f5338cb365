import type { Random } from '@latentkit/core';
import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';

/**
 * z = μ + ε√v with ε ~ N(0, I): a draw from q(z|y) through which gradients reach μ and v.
 *
 * @param posterior mean and logVariance, both [batch, …latent]
 * @returns [batch, …latent]
 * @see Canziani, lecture 08-3, reparameterisation trick
 */
export function reparameterize({ mean, logVariance }: DiagonalGaussian, random: Random): tf.Tensor {
  return tf.tidy(() => tf.add(mean, tf.mul(random.normal(mean.shape), tf.exp(tf.mul(logVariance, 0.5)))));
}
