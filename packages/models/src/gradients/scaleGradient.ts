import * as tf from '@tensorflow/tfjs-core';

/**
 * x, whose gradient arrives multiplied: ∂L/∂x ← factor · ∂L/∂x.
 *
 * @param x of any shape
 * @param factor a constant to whatever differentiates; broadcasts to the shape of x
 * @returns of the shape of x
 */
export function scaleGradient(x: tf.Tensor, factor: tf.Tensor): tf.Tensor {
  return tf.customGrad((...inputs) => {
    const [x, factor, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([factor]);
    return {
      value: tf.clone(x),
      gradFunc: (dy, saved) => {
        const [factor] = saved as [tf.Tensor];
        return [tf.mul(dy as tf.Tensor, factor), tf.zerosLike(factor)];
      },
    };
  })(x, factor);
}
