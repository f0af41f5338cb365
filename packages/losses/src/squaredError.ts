import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';

/**
 * C(y, ỹ) = ‖y − ỹ‖² = Σᵢ (yᵢ − ỹᵢ)²: the cost of a reconstruction of real values, without a factor ½ and not a mean.
 *
 * @param y the observations [batch, …]
 * @param reconstruction ỹ, of the same shape
 * @returns [batch], in squared units of y (squared pixels for images)
 * @throws SHAPE, DTYPE or TYPE when the two are not float32 tensors of one shape
 * @see Canziani, lecture 07-3, real-valued input
 * @example
 * squaredError(tf.tensor2d([[0, 1]]), tf.tensor2d([[2, 0]])); // [5]
 */
export function squaredError(y: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
  sameShape('squaredError', { y, reconstruction });
  return tf.tidy(() => perExample(tf.squaredDifference(reconstruction, y)));
}
