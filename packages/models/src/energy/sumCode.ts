import * as tf from '@tensorflow/tfjs-core';

/** Sum over every axis but the first: [batch, …latent] → [batch]. */
export function sumCode(z: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => tf.sum(tf.reshape(z, [z.shape[0] as number, -1]), 1));
}
