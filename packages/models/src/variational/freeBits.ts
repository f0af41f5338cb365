import { expected } from '@latentkit/errors';
import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Distribution } from '../distributions/distribution.ts';

/**
 * Σⱼ max(λ − KLⱼ, 0), KLⱼ the divergence of latent dimension j, mean over the batch: what makes Σⱼ max(λ, KLⱼ) of the divergence
 * Σⱼ KLⱼ, so that below λ nats nothing is gained by saying less.
 *
 * @param posterior mean and logVariance, both [batch, …latent]
 * @param prior of independent numbers, such as `standardNormal()`
 * @param nats λ, per latent dimension
 * @returns [batch], in nats; the same for every example, as the mean is inside of the max
 * @throws `MODEL` for a prior without a closed form per latent dimension
 * @see Kingma et al. 2016, Improving variational inference with inverse autoregressive flow, equation 15
 */
export function freeBits(prior: Distribution, posterior: DiagonalGaussian, nats: number): tf.Tensor1D {
  if (!prior.divergencePerNumber) {
    throw expected({
      where: 'negativeElbo, freeBits',
      expected: 'a prior whose divergence has a closed form per latent dimension',
      received: 'one that has none',
      todo: 'Leave freeBits out, or take standardNormal.',
      code: 'MODEL',
    });
  }
  const batch = posterior.mean.shape[0] as number;
  const divergence = prior.divergencePerNumber(posterior);
  const missing = tf.sum(tf.relu(tf.sub(nats, tf.mean(divergence, 0))));
  return tf.mul(tf.ones([batch]), missing);
}
