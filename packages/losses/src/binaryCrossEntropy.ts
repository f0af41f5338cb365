import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';
import { withGradient } from './withGradient.ts';

/**
 * C(y, p) = −Σᵢ yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ): −log likelihood of pixels under Bernoulli probabilities.
 *
 * Each logarithm is held at −100 and each denominator of the gradient at 10⁻¹², as in PyTorch, so that 0 and 1 give finite numbers.
 * A decoder that can give logits does better with `binaryCrossEntropyFromLogits`: its gradient keeps its size where σ saturates.
 *
 * @param y the observations [batch, …], in [0, 1]
 * @param probabilities p, of the same shape, in [0, 1]; outside, the result is not a number
 * @returns [batch], in nats
 * @throws SHAPE, DTYPE or TYPE when the two are not float32 tensors of one shape
 * @see Canziani, lecture 07-3, binary input
 * @example
 * binaryCrossEntropy(tf.tensor2d([[0, 1]]), tf.tensor2d([[0.5, 0.5]])); // [1.386], which is 2 log 2
 */
export function binaryCrossEntropy(y: tf.Tensor, probabilities: tf.Tensor): tf.Tensor1D {
  sameShape('binaryCrossEntropy', { y, probabilities });
  return tf.tidy(() =>
    withGradient(
      y,
      probabilities,
      (y, p) => perExample(tf.neg(tf.add(tf.mul(y, logOf(p)), tf.mul(tf.sub(1, y), logOfComplement(p))))),
      // ∂C/∂y = log(1 − p) − log p, ∂C/∂p = (p − y) / (p (1 − p))
      (dy, y, p) => [
        tf.mul(dy, tf.sub(logOfComplement(p), logOf(p))),
        tf.div(tf.mul(dy, tf.sub(p, y)), tf.maximum(tf.mul(p, tf.sub(1, p)), 1e-12)),
      ],
    ),
  );
}

function logOf(p: tf.Tensor): tf.Tensor {
  return tf.maximum(tf.log(p), -100);
}

/** log(1 − p) */
function logOfComplement(p: tf.Tensor): tf.Tensor {
  return tf.maximum(tf.log1p(tf.neg(p)), -100);
}
