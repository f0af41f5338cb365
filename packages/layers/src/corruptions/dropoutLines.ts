import * as tf from '@tensorflow/tfjs-core';
import { type Corruption, checkProbability, sidesOf } from './corruption.ts';

/**
 * Lines that a scanner lost: each row (or column) of an image is 0 with probability p, on its own, all channels alike. For images
 * [batch, height, width, channels]; E[ŷ] = (1 − p)y.
 *
 * @param options.probability p
 * @param options.lines `rows` by default
 * @throws `OPTION` for a p outside of [0, 1], `SHAPE` for what is not an image
 * @see Canziani, lecture 07-3: the corruption should be like what we expect in reality
 * @example
 * const scanned = dropoutLines({ probability: 0.2 })(y, random);
 */
export function dropoutLines({
  probability,
  lines = 'rows',
}: {
  probability: number;
  lines?: 'rows' | 'columns';
}): Corruption {
  checkProbability('dropoutLines', probability);
  return (y, random) => {
    const [batch, height, width] = sidesOf('dropoutLines', y);
    const shape = lines === 'rows' ? [batch, height, 1, 1] : [batch, 1, width, 1];
    return tf.tidy(() => {
      const kept = tf.greaterEqual(random.uniform(shape), probability);
      return tf.mul(y, tf.cast(kept, 'float32'));
    });
  };
}
