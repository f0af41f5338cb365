import * as tf from '@tensorflow/tfjs-core';

/**
 * xW + b of each vector along the last axis, as one product of matrices; xW without a bias.
 *
 * @param x [batch, …, in]
 * @returns [batch, …, out]
 * @example
 * affine(tf.ones([2, 3, 4]), { kernel: tf.ones([4, 5]), bias: tf.zeros([5]) }).shape; // [2, 3, 5]
 */
export function affine(x: tf.Tensor, { kernel, bias }: { kernel: tf.Tensor; bias?: tf.Tensor }): tf.Tensor {
  return tf.tidy(() => {
    const [inputs, outputs] = kernel.shape as [number, number];
    const rows = tf.matMul(tf.reshape(x, [-1, inputs]), kernel as tf.Tensor2D);
    return tf.reshape(bias ? tf.add(rows, bias) : rows, [...x.shape.slice(0, -1), outputs]);
  });
}

/**
 * x Φ(x), Φ the distribution function of the standard normal.
 *
 * @param x of any shape
 * @see Hendrycks, Gimpel 2016, Gaussian error linear units
 * @example
 * gelu(tf.tensor1d([0, 1])); // [0, 0.841]
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)));
}
