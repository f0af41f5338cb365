import * as tf from '@tensorflow/tfjs-core';
import { type Corruption, checkProbability } from './corruption.ts';

/**
 * Each number of y is 0 with probability p, on its own: E[ŷ] = (1 − p)y. For any shape.
 *
 * @param options.probability p
 * @throws `OPTION` for a p outside of [0, 1]
 * @see Vincent and others 2010, masking noise
 * @example
 * const half = masking({ probability: 0.5 })(y, random);
 */
export function masking({ probability }: { probability: number }): Corruption {
  checkProbability('masking', probability);
  return (y, random) =>
    tf.tidy(() => {
      const kept = tf.greaterEqual(random.uniform(y.shape), probability);
      return tf.mul(y, tf.cast(kept, 'float32'));
    });
}
