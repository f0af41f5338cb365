import { binaryCrossEntropyFromLogits } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Likelihood } from './likelihood.ts';

/**
 * y ~ Bernoulli(σ(output)), for pixels in [0, 1]: grey ones count as probabilities, as in the lecture's binary cross-entropy.
 *
 * @see Canziani, lecture 07-3, binary input
 * @example
 * const likelihood = bernoulli();
 */
export function bernoulli(): Likelihood {
  return {
    cost: binaryCrossEntropyFromLogits,
    mean: (output) => tf.sigmoid(output),
    sample: (output, random) =>
      tf.tidy(() => tf.cast(tf.less(random.uniform(output.shape), tf.sigmoid(output)), 'float32')),
    outputsPerNumber: 1,
    settings: { name: 'bernoulli' },
  };
}
