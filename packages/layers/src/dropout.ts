import type { Random } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Dropout between the layers of a network of yours: each number is 0 with probability p, and otherwise divided by 1 − p, so that its mean stays.
 *
 * tfjs's own dropout layer draws from a global generator, which no seed repeats and no engine can compile, and a layer cannot be handed `random`:
 * so it is a function, called where the step's `random` is at hand, in `terms` or in what it calls.
 *
 * @param x of any shape
 * @param options.rate p in [0, 1)
 * @param options.random of the step; without it x comes back as it is, which is how a trained network is used
 * @returns of the shape of x
 * @throws `OPTION` for a rate out of its range
 * @see Srivastava and others 2014, Dropout: a simple way to prevent neural networks from overfitting
 * @example
 * const hidden = tf.relu(tf.ones([2, 8]));
 * dropout(hidden, { rate: 0.2, random }).shape; // [2, 8]
 */
export function dropout(x: tf.Tensor, { rate, random }: { rate: number; random?: Random }): tf.Tensor {
  checkOptions('dropout', { rate }, ranges.fraction);
  if (random === undefined || rate === 0) return tf.clone(x);
  return tf.tidy(() => {
    const kept = tf.cast(tf.greaterEqual(random.uniform(x.shape), rate), 'float32');
    return tf.mul(x, tf.div(kept, 1 - rate));
  });
}
