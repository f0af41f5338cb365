import * as tf from '@tensorflow/tfjs-core';

/**
 * x, whose gradient arrives multiplied: ∂L/∂x ← factor · ∂L/∂x.
 *
 * @param x of any shape
 * @param factor called as the gradient flows back, when what it is made from is known; broadcasts to the shape of x
 * @returns of the shape of x
 */
export function scaleGradient(x: tf.Tensor, factor: () => tf.Tensor): tf.Tensor {
  return tf.customGrad((...inputs) => {
    const [x] = inputs as [tf.Tensor];
    return { value: tf.clone(x), gradFunc: (dy) => tf.mul(dy as tf.Tensor, factor()) };
  })(x);
}
