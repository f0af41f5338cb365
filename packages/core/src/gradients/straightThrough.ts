import * as tf from '@tensorflow/tfjs-core';

/**
 * z + sg(e − z): the value of e, with the gradient of z, through a choice that has none of its own.
 *
 * @param z of any shape
 * @param e of the shape of z; gets no gradient
 * @returns of the shape of z
 * @example
 * tf.grad((z) => straightThrough(z, tf.round(z)))(tf.scalar(0.7)); // 1, where tf.round itself has 0
 * @see Bengio, Léonard, Courville 2013, Estimating or propagating gradients through stochastic neurons
 */
export function straightThrough(z: tf.Tensor, e: tf.Tensor): tf.Tensor {
  return tf.customGrad((...inputs) => {
    const [, e] = inputs as [tf.Tensor, tf.Tensor];
    return {
      value: tf.clone(e),
      gradFunc: (dy) => [tf.clone(dy as tf.Tensor), tf.zerosLike(dy as tf.Tensor)],
    };
  })(z, e);
}
