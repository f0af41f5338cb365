import { type DiagonalGaussian, varianceDivergence } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { repeatPosterior } from '../variational/repeatRows.ts';
import type { Distribution, Divergence } from './distribution.ts';
import { logNormal } from './logNormal.ts';

/**
 * D(q(z|y) ‖ p(z)) of each example in two parts: in closed form where the prior has one, else as the mean of log q(z|y) − log p(z) over draws.
 *
 * By draws V = ½ Σ v − log v − 1 stays exact and U is what is left, E[log N(z; μ, I) − log p(z)], so that their sum is the divergence whatever
 * the prior.
 *
 * @param posterior q, mean and logVariance, both [batch, …latent]
 * @param z draws from q, [samples · batch, …latent], one whole batch after the other
 * @returns both [batch], in nats
 * @example
 * const q = { mean: tf.zeros([4, 2]), logVariance: tf.zeros([4, 2]) };
 * const { meanDivergence } = divergenceFrom(standardNormal(), q, tf.zeros([4, 2])); // 0, 0, 0, 0
 */
export function divergenceFrom(prior: Distribution, posterior: DiagonalGaussian, z: tf.Tensor): Divergence {
  if (prior.divergence) return prior.divergence(posterior);
  return tf.tidy(() => {
    const [batch, rows] = [posterior.mean.shape[0] as number, z.shape[0] as number];
    const samples = rows / batch;
    // log q(z|y) − log p(z), [samples · batch]
    const ratio = tf.sub(logNormal(z, repeatPosterior(posterior, samples)), prior.logDensity(z));
    const divergence = tf.mean(tf.reshape(ratio, [samples, batch]), 0);
    const ofVariances = varianceDivergence(posterior);
    return { meanDivergence: tf.sub(divergence, ofVariances) as tf.Tensor1D, varianceDivergence: ofVariances };
  });
}
