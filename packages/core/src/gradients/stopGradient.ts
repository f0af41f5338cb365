import * as tf from '@tensorflow/tfjs-core';

/**
 * sg(x): x, and a constant to whatever differentiates.
 *
 * @param x of any shape
 * @returns of the shape of x
 * @example
 * tf.grad((x) => tf.mul(x, stopGradient(x)))(tf.scalar(3)); // 3, not 6
 */
export function stopGradient(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((...inputs) => {
    const [x] = inputs as [tf.Tensor];
    return { value: tf.clone(x), gradFunc: (dy) => tf.zerosLike(dy as tf.Tensor) };
  })(x);
}
