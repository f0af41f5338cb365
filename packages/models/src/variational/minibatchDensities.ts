import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { log2Pi } from '../distributions/logNormal.ts';

/**
 * The density of codes over the whole data set, and the product of those of their numbers, from the posteriors of one batch:
 * q(zᵢ) ≈ 1/(N M) Σⱼ q(zᵢ|yⱼ) over the M examples of the batch, minibatch-weighted sampling.
 *
 * @param z [M, d], one code for each posterior
 * @param posterior mean and logVariance, both [M, d]
 * @param examples N, of the data set
 * @returns together: log q(z), and apart: Σ_d log q(z_d), both [M], in nats
 * @see Chen et al. 2018, Isolating sources of disentanglement, equation S3
 */
export function minibatchDensities(z: tf.Tensor, { mean, logVariance }: DiagonalGaussian, examples: number) {
  const [batch, size] = z.shape as [number, number];
  const along = (x: tf.Tensor, axis: 0 | 1) => tf.reshape(x, axis === 0 ? [batch, 1, size] : [1, batch, size]);
  // log q(zᵢd|yⱼ) = −½ ((zᵢd − μⱼd)²/vⱼd + log 2πvⱼd): [M, M, d]
  const scaled = tf.mul(tf.square(tf.sub(along(z, 0), along(mean, 1))), tf.exp(tf.neg(along(logVariance, 1))));
  const each = tf.mul(tf.add(scaled, tf.add(along(logVariance, 1), log2Pi)), -0.5);
  const logNM = Math.log(examples * batch);
  const together = tf.sub(tf.logSumExp(tf.sum(each, 2), 1), logNM);
  const apart = tf.sum(tf.sub(tf.logSumExp(each, 1), logNM), 1);
  return { together: together as tf.Tensor1D, apart: apart as tf.Tensor1D };
}
