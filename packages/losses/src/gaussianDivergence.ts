import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';

/** Independent normal numbers, each with its mean μ and its variance v = exp(logVariance), both [batch, …latent]. */
export interface DiagonalGaussian {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

/**
 * D(q ‖ p) between diagonal Gaussians: how far the posterior q has moved from the prior p, which is N(0, I) unless one is given.
 *
 * To N(0, I) it is ½ Σᵢ vᵢ − log vᵢ − 1 + μᵢ² = U + V, with U from `meanDivergence` and V from `varianceDivergence`. To another prior it
 * is U of the distance of the means in the prior's deviations, plus V of the ratio of the variances.
 *
 * @param posterior q; mean and logVariance of one shape [batch, …latent]
 * @param prior p, of the same shape
 * @returns [batch], in nats, 0 where q = p
 * @throws SHAPE, DTYPE or TYPE when the tensors are not float32 and of one shape
 * @see Canziani, lecture 08-3, the penalty term; Kingma and Welling 2013, appendix B
 * @example
 * gaussianDivergence({ mean: tf.tensor2d([[3, 4]]), logVariance: tf.zeros([1, 2]) }); // [12.5]
 */
export function gaussianDivergence(posterior: DiagonalGaussian, prior?: DiagonalGaussian): tf.Tensor1D {
  const where = 'gaussianDivergence';
  const { mean, logVariance } = posterior;
  if (prior === undefined) {
    sameShape(where, { mean, logVariance });
    return tf.tidy(() => tf.add(meanDivergence(posterior), varianceDivergence(posterior)));
  }
  sameShape(where, { mean, logVariance, 'prior.mean': prior.mean, 'prior.logVariance': prior.logVariance });
  return tf.tidy(() => {
    const inverseVariance = tf.exp(tf.neg(prior.logVariance));
    const distance = tf.mul(tf.squaredDifference(mean, prior.mean), inverseVariance);
    const ratio = { logVariance: tf.sub(logVariance, prior.logVariance) };
    return tf.add(tf.mul(perExample(distance), 0.5), varianceDivergence(ratio));
  });
}

/**
 * U = ½ Σᵢ μᵢ²: the part of the divergence to N(0, I) that pulls the means of all examples to 0, and so together.
 *
 * @param posterior its mean [batch, …latent]
 * @returns [batch], in nats
 * @throws DTYPE, SHAPE or TYPE when the mean is not a float32 tensor with a batch
 * @see Canziani, lecture 08-3, the penalty term
 * @example
 * meanDivergence({ mean: tf.tensor2d([[3, 4]]) }); // [12.5]
 */
export function meanDivergence({ mean }: Pick<DiagonalGaussian, 'mean'>): tf.Tensor1D {
  sameShape('meanDivergence', { mean });
  return tf.tidy(() => tf.mul(perExample(tf.square(mean)), 0.5));
}

/**
 * V = ½ Σᵢ vᵢ − log vᵢ − 1: the part of the divergence to N(0, I) that keeps the variances near 1.
 *
 * @param posterior its logVariance, log v [batch, …latent]; above 88, v is more than float32 can hold
 * @returns [batch], in nats
 * @throws DTYPE, SHAPE or TYPE when logVariance is not a float32 tensor with a batch
 * @see Canziani, lecture 08-3, the penalty term, where V is written without the ½
 * @example
 * varianceDivergence({ logVariance: tf.zeros([1, 2]) }); // [0]
 */
export function varianceDivergence({ logVariance }: Pick<DiagonalGaussian, 'logVariance'>): tf.Tensor1D {
  sameShape('varianceDivergence', { logVariance });
  // v − 1 = expm1(log v) keeps its digits near v = 1, where a trained posterior often is.
  return tf.tidy(() => tf.mul(perExample(tf.sub(tf.expm1(logVariance), logVariance)), 0.5));
}
