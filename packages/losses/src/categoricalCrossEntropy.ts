import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';
import { withGradient } from './withGradient.ts';

/**
 * C(y, l) = −Σₖ yₖ log softmax(l)ₖ: −log likelihood of a class (or of one class at each position) from its logits.
 *
 * Finite for logits of any size.
 *
 * @param y one-hot or soft rows [batch, …, classes]
 * @param logits l, of the same shape; the softmax runs along the last axis, the other axes are summed
 * @returns [batch], in nats
 * @throws SHAPE, DTYPE or TYPE when the two are not float32 tensors of one shape of rank 2 or more
 * @example
 * categoricalCrossEntropy(tf.tensor2d([[0, 1, 0]]), tf.zeros([1, 3])); // [1.099], which is log 3
 */
export function categoricalCrossEntropy(y: tf.Tensor, logits: tf.Tensor): tf.Tensor1D {
  const where = 'categoricalCrossEntropy';
  sameShape(where, { y, logits });
  if (logits.rank < 2) {
    throw expected({
      where,
      expected: 'y and logits of shape [batch, …, classes]',
      received: `shape [${logits.shape}]`,
      todo: 'Give one row of classes for each example, e.g. tf.oneHot(labels, classes) as float32.',
      code: 'SHAPE',
    });
  }
  return tf.tidy(() =>
    withGradient(
      y,
      logits,
      (y, l) => perExample(tf.neg(tf.mul(y, tf.logSoftmax(l)))),
      // ∂C/∂y = −log softmax(l), ∂C/∂l = softmax(l) Σₖ yₖ − y
      (dy, y, l) => [
        tf.mul(tf.neg(dy), tf.logSoftmax(l)),
        tf.mul(dy, tf.sub(tf.mul(tf.softmax(l), tf.sum(y, -1, true)), y)),
      ],
    ),
  );
}
