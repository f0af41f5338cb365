import * as tf from '@tensorflow/tfjs-core';
import { type Corruption, checkProbability } from './corruption.ts';

/**
 * Each number of y is `low` with probability p/2 and `high` with probability p/2, on its own: E[ŷ] = (1 − p)y + p(low + high)/2. For any shape.
 *
 * @param options.probability p
 * @param options.low pepper; 0 by default
 * @param options.high salt; 1 by default
 * @throws `OPTION` for a p outside of [0, 1]
 * @see Vincent and others 2010, salt-and-pepper noise
 * @example
 * const noisy = saltAndPepper({ probability: 0.2 })(y, random);
 */
export function saltAndPepper({
  probability,
  low = 0,
  high = 1,
}: {
  probability: number;
  low?: number;
  high?: number;
}): Corruption {
  checkProbability('saltAndPepper', probability);
  return (y, random) =>
    tf.tidy(() => {
      // One draw a number: u < p/2 pepper, p/2 ≤ u < p salt, else y.
      const u = random.uniform(y.shape);
      const grain = tf.where(tf.less(u, probability / 2), tf.fill(y.shape, low), tf.fill(y.shape, high));
      return tf.where(tf.less(u, probability), grain, y);
    });
}
