import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, wave } from '../testing/numbers.ts';
import { binaryCrossEntropyFromLogits } from './binaryCrossEntropyFromLogits.ts';
import { categoricalCrossEntropy } from './categoricalCrossEntropy.ts';

onEachBackend(() => {
  const soft = () => tf.softmax(wave([4, 5], 2, 1));
  const logits = () => wave([4, 5], 3);

  it('is log(classes) where all logits are equal', () => {
    const y = tf.tensor2d([
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expectClose(categoricalCrossEntropy(y, tf.fill([2, 3], 7)), [Math.log(3), Math.log(3)]);
  });

  it('is the binary cross-entropy where there are two classes with logits l and 0', () => {
    const y = tf.tensor2d([
      [1, 0],
      [0, 1],
      [0.25, 0.75],
    ]);
    const l = tf.tensor2d([[1.5], [-2], [3]]);
    const binary = binaryCrossEntropyFromLogits(tf.slice(y, [0, 0], [3, 1]), l);
    expectClose(categoricalCrossEntropy(y, tf.concat([l, tf.zeros([3, 1])], 1)), binary);
  });

  it('does not change when a constant is added to the logits, however large', () => {
    const y = tf.tensor2d([[0, 1, 0]]);
    expectClose(categoricalCrossEntropy(y, tf.tensor2d([[1001, 1002, 1003]])), [Math.log(1 + Math.E + 1 / Math.E)]);
    expectClose(categoricalCrossEntropy(y, tf.tensor2d([[200, -200, 0]])), [400]);
  });

  it('sums over the positions of an example', () => {
    const y = tf.softmax(wave([2, 3, 4]));
    const l = wave([2, 3, 4], 2, 3);
    const apart = categoricalCrossEntropy(tf.reshape(y, [6, 4]), tf.reshape(l, [6, 4]));
    expectClose(categoricalCrossEntropy(y, l), tf.sum(tf.reshape(apart, [2, 3]), 1));
  });

  it('has the gradient softmax(l) − y by logits and −log softmax(l) by y', () => {
    expectClose(
      gradient((l) => categoricalCrossEntropy(soft(), l), logits()),
      tf.sub(tf.softmax(logits()), soft()),
    );
    expectClose(
      gradient((y) => categoricalCrossEntropy(y, logits()), soft()),
      tf.neg(tf.logSoftmax(logits())),
    );
  });

  it('agrees with finite differences, also for rows of y that do not sum to 1', () => {
    const y = tf.mul(soft(), 1.7);
    const byLogits = (l: tf.Tensor) => categoricalCrossEntropy(y, l);
    expectClose(gradient(byLogits, logits()), finiteDifference(byLogits, logits()), { rtol: 1e-3, atol: 1e-3 });
  });

  it('has the right second derivative: finite differences of the gradient agree', () => {
    const y = soft();
    const direction = wave([4, 5], 1, 5);
    const alongDirection = (l: tf.Tensor) =>
      tf.mul(
        gradient((l) => categoricalCrossEntropy(y, l), l),
        direction,
      );
    expectClose(gradient(alongDirection, logits()), finiteDifference(alongDirection, logits()), {
      rtol: 1e-3,
      atol: 1e-4,
    });
  });

  it('refuses logits without a class axis', () => {
    expect(() => categoricalCrossEntropy(tf.zeros([3]), tf.zeros([3]))).toThrow(
      'categoricalCrossEntropy: expected y and logits of shape [batch, …, classes], received shape [3]. ' +
        'Give one row of classes for each example, e.g. tf.oneHot(labels, classes) as float32.',
    );
  });
});
