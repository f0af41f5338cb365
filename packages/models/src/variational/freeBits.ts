import type { Gaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Σⱼ max(λ − KLⱼ, 0), KLⱼ the divergence of the j-th number of the code, mean over the batch: what makes Σⱼ max(λ, KLⱼ) of the divergence
 * Σⱼ KLⱼ, so that below λ nats nothing is gained by saying less.
 *
 * @param posterior mean and logVariance, both [batch, …latent]
 * @param nats λ, for each number of the code
 * @returns [batch], in nats; the same for every example, as the mean is inside of the max
 * @see Kingma et al. 2016, Improving variational inference with inverse autoregressive flow, equation 15
 */
export function freeBits({ mean, logVariance }: Gaussian, nats: number): tf.Tensor1D {
  const batch = mean.shape[0] as number;
  // KLⱼ = ½ (vⱼ − log vⱼ − 1 + μⱼ²)
  const divergence = tf.mul(tf.add(tf.sub(tf.expm1(logVariance), logVariance), tf.square(mean)), 0.5);
  const missing = tf.sum(tf.relu(tf.sub(nats, tf.mean(divergence, 0))));
  return tf.mul(tf.ones([batch]), missing);
}
