import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { binaryCrossEntropy } from './binaryCrossEntropy.ts';
import { sameShape } from './sameShape.ts';

/**
 * R(h) = Σⱼ KL(ρ ‖ ρ̂ⱼ) between Bernoulli units, with ρ̂ⱼ the mean of hⱼ over the batch: every unit of a code should be on in the part ρ of
 * the examples, and it matters not in which.
 *
 *     KL(ρ ‖ ρ̂) = ρ log ρ/ρ̂ + (1 − ρ) log (1 − ρ)/(1 − ρ̂)
 *
 * The one energy here that is of a batch: each example has the number of all, so examples see each other, and a larger batch knows ρ̂
 * better. Each logarithm is held at −100, so that 0 and 1 give finite numbers.
 *
 * @param activations h in [0, 1], such as those of a sigmoid, [batch, …]
 * @param options.rate ρ, between 0 and 1
 * @returns [batch], the same number for each example, in nats
 * @throws OPTION for a rate that is not between 0 and 1; DTYPE, SHAPE or TYPE when h is not a float32 tensor with a batch
 * @see Ng 2011, Sparse autoencoder
 * @example
 * sparsityDivergence(tf.tensor2d([[1], [0]]), { rate: 0.5 }); // [0, 0]: on in half of the examples, as wanted
 */
export function sparsityDivergence(activations: tf.Tensor, { rate }: { rate: number }): tf.Tensor1D {
  sameShape('sparsityDivergence', { activations });
  if (!(rate > 0 && rate < 1)) {
    throw expected({
      where: 'sparsityDivergence, rate',
      expected: 'a number between 0 and 1',
      received: String(rate),
      todo: 'Give the fraction of examples in which a unit should be active.',
      code: 'OPTION',
    });
  }
  const batch = activations.shape[0] as number;
  const units = activations.size / Math.max(batch, 1);
  const entropy = -units * (rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate));
  return tf.tidy(() => {
    const share = tf.mean(tf.reshape(activations, [batch, units]), 0, true); // [1, units]
    const divergence = tf.sub(binaryCrossEntropy(tf.fill([1, units], rate), share), entropy); // [1]
    return tf.mul(tf.ones([batch]), divergence) as tf.Tensor1D;
  });
}
