import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';
import { withGradient } from './withGradient.ts';

/**
 * C(y, ỹ) = Σᵢ |yᵢ − ỹᵢ|: a cost that a few far-off pixels cannot rule.
 *
 * Its gradient by ỹ is sign(ỹ − y), and 0 where the two are equal.
 *
 * @param y the observations [batch, …]
 * @param reconstruction ỹ, of the same shape
 * @returns [batch], in units of y (pixels for images)
 * @throws SHAPE, DTYPE or TYPE when the two are not float32 tensors of one shape
 * @example
 * absoluteError(tf.tensor2d([[0, 1]]), tf.tensor2d([[2, 0]])); // [3]
 */
export function absoluteError(y: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
  sameShape('absoluteError', { y, reconstruction });
  return tf.tidy(() =>
    withGradient(
      y,
      reconstruction,
      (y, reconstruction) => perExample(tf.abs(tf.sub(reconstruction, y))),
      // By hand because the gradient of tf.abs at 0 is −1.
      (dy, y, reconstruction) => {
        const slope = tf.mul(dy, tf.sign(tf.sub(reconstruction, y)));
        return [tf.neg(slope), slope];
      },
    ),
  );
}
