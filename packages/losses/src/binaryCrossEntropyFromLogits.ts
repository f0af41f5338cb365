import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';
import { withGradient } from './withGradient.ts';

/**
 * C(y, l) = Σᵢ log(1 + exp lᵢ) − yᵢ lᵢ: −log likelihood of pixels under Bernoulli probabilities p = σ(l), from l = log p/(1 − p).
 *
 * Finite, with finite gradients, for logits of any size. Equal to `binaryCrossEntropy(y, σ(l))` wherever that is exact.
 *
 * @param y the observations [batch, …], in [0, 1]
 * @param logits l, of the same shape, any real numbers
 * @returns [batch], in nats
 * @throws SHAPE, DTYPE or TYPE when the two are not float32 tensors of one shape
 * @see Canziani, lecture 07-3, binary input
 * @example
 * binaryCrossEntropyFromLogits(tf.tensor2d([[0, 1]]), tf.tensor2d([[0, 200]])); // [0.693], which is log 2
 */
export function binaryCrossEntropyFromLogits(y: tf.Tensor, logits: tf.Tensor): tf.Tensor1D {
  sameShape('binaryCrossEntropyFromLogits', { y, logits });
  return tf.tidy(() =>
    withGradient(
      y,
      logits,
      // log(1 + exp l) = max(l, 0) + log(1 + exp(−|l|)), where exp cannot overflow
      (y, l) => perExample(tf.add(tf.sub(tf.relu(l), tf.mul(y, l)), tf.log1p(tf.exp(tf.neg(tf.abs(l)))))),
      // ∂C/∂y = −l, ∂C/∂l = σ(l) − y: four passes over the pixels, where the derivatives of the line above take a dozen
      (dy, y, l) => [tf.mul(tf.neg(dy), l), tf.mul(dy, tf.sub(tf.sigmoid(l), y))],
    ),
  );
}
