import * as tf from '@tensorflow/tfjs-core';

/**
 * A new cost: C(y, ỹ) = Σᵢ √(1 + (yᵢ − ỹᵢ)²) − 1, half the square of a small error and the size of a large one.
 *
 * @returns [batch]
 */
export function pseudoHuber(y: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    const each = tf.sub(tf.sqrt(tf.add(1, tf.squaredDifference(y, reconstruction))), 1);
    return tf.sum(tf.reshape(each, [y.shape[0] as number, -1]), 1) as tf.Tensor1D;
  });
}
