import type { Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/** Half of the least u above 0 that `random` gives. */
const least = 2 ** -25;

/**
 * Standard Gumbel noise, −log(−log u): argmaxₖ (lₖ + gₖ) is a draw from softmax(l). Finite also where u = 0.
 *
 * @param shape of the result
 * @see Maddison, Tarlow, Minka 2014, A* sampling
 */
export function gumbel(random: Random, shape: readonly number[]): tf.Tensor {
  return tf.tidy(() => tf.neg(tf.log(tf.neg(tf.log(tf.maximum(random.uniform(shape), least))))));
}
