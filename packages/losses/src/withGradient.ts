import * as tf from '@tensorflow/tfjs-core';

/**
 * An energy of two tensors whose gradient is written by hand.
 *
 * The gradient is computed from the inputs, never from a saved result: tfjs 4.22 forgets that a saved result depends on the inputs, so
 * this is what lets the gradient be differentiated once more.
 *
 * @param value [batch, …] and [batch, …] → [batch]
 * @param gradient the derivatives by a and by b, each times dy, which comes as [batch, 1, …] in the rank of a
 */
export function withGradient(
  a: tf.Tensor,
  b: tf.Tensor,
  value: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor1D,
  gradient: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => [tf.Tensor, tf.Tensor],
): tf.Tensor1D {
  const energy = tf.customGrad((...inputs) => {
    const [a, b, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([a, b]);
    return {
      value: value(a, b),
      gradFunc: (dy, saved) => {
        const [a, b] = saved as [tf.Tensor, tf.Tensor];
        const spread = a.shape.map((length, axis) => (axis === 0 ? length : 1));
        return gradient(tf.reshape(dy, spread), a, b);
      },
    };
  });
  return energy(a, b) as tf.Tensor1D;
}
