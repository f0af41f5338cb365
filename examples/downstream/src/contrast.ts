import type { Corruption } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';

/**
 * A new corruption: ŷ = c·y + (1 − c)/2, a picture in weak light, c uniform in [least, 1) for each example. All chance comes from the
 * step's `random`, so that a run repeats and an engine can trace it.
 */
export function contrast({ least }: { least: number }): Corruption {
  return (y, random) =>
    tf.tidy(() => {
      const each = [y.shape[0] as number, ...y.shape.slice(1).map(() => 1)];
      const c = tf.add(tf.mul(random.uniform(each), 1 - least), least);
      return tf.add(tf.mul(y, c), tf.mul(tf.sub(1, c), 0.5));
    });
}
