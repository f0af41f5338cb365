import * as tf from '@tensorflow/tfjs-core';

/**
 * A new regulariser: R(h) = ‖h‖₁ / ‖h‖₂, from 1 for one number that is not 0 to √size where all are alike. It does not shrink codes, as L1
 * does: their size does not matter to it.
 *
 * @returns energy: [batch, size] → [batch]
 * @see Hoyer 2004
 */
export function hoyer() {
  return {
    energy: (h: tf.Tensor): tf.Tensor1D =>
      tf.tidy(() => {
        const norm = tf.sqrt(tf.add(tf.sum(tf.square(h), 1), 1e-12));
        return tf.div(tf.sum(tf.abs(h), 1), norm) as tf.Tensor1D;
      }),
  };
}
