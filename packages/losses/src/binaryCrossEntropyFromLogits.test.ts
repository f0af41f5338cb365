import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inputs, expected as reference } from '../testdata/recon_losses.json';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, stored, wave } from '../testing/numbers.ts';
import { binaryCrossEntropy } from './binaryCrossEntropy.ts';
import { binaryCrossEntropyFromLogits } from './binaryCrossEntropyFromLogits.ts';

onEachBackend(() => {
  const y = () => stored(inputs.target);
  const logits = () => stored(inputs.pred_logits);

  it('is the golden cross-entropy of each example, with its gradient', () => {
    expectClose(binaryCrossEntropyFromLogits(y(), logits()), reference.bce_logits.per_sample_sum);
    expectClose(
      gradient((logits) => binaryCrossEntropyFromLogits(y(), logits), logits()),
      reference.bce_logits.grad_of_sum,
    );
  });

  it('is exact at the golden edges, logits of ±1000 among them', () => {
    const y = stored(inputs.edge.logits_target);
    const logits = stored(inputs.edge.logits);
    expectClose(binaryCrossEntropyFromLogits(y, logits), reference.edge.bce_logits_value);
    expectClose(
      gradient((logits) => binaryCrossEntropyFromLogits(y, logits), logits),
      reference.edge.bce_logits_grad,
    );
  });

  it('is finite for logits of ±200, where probabilities have saturated', () => {
    const y = tf.tensor1d([0, 1, 0, 1]);
    const logits = tf.tensor1d([200, 200, -200, -200]);
    expect([...binaryCrossEntropyFromLogits(y, logits).dataSync()]).toEqual([200, 0, 0, 200]);
    expectClose(
      gradient((logits) => binaryCrossEntropyFromLogits(y, logits), logits),
      [1, 0, 0, -1],
    );
  });

  it('equals the cross-entropy of the probabilities σ(l)', () => {
    const pixel = fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.float({ min: -6, max: 6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 20 }), (pixels) => {
        const y = tf.tensor1d(pixels.map(([y]) => y));
        const l = tf.tensor1d(pixels.map(([, l]) => l));
        expectClose(binaryCrossEntropyFromLogits(y, l), binaryCrossEntropy(y, tf.sigmoid(l)), {
          rtol: 1e-4,
          atol: 1e-5,
        });
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('has the gradient −l by y', () => {
    expectClose(
      gradient((y) => binaryCrossEntropyFromLogits(y, logits()), y()),
      tf.neg(logits()),
    );
  });

  it('agrees with finite differences', () => {
    const byLogits = (l: tf.Tensor) => binaryCrossEntropyFromLogits(y(), l);
    expectClose(gradient(byLogits, logits()), finiteDifference(byLogits, logits()), { rtol: 1e-3, atol: 1e-3 });
  });

  it('has the right second derivatives: σ(l)(1 − σ(l)) by l twice, −1 by y and l', () => {
    const l = wave([2, 3], 3);
    const y = tf.add(wave([2, 3], 0.5, 2), 0.5);
    const slope = (y: tf.Tensor, l: tf.Tensor) => gradient((l) => binaryCrossEntropyFromLogits(y, l), l);
    const probability = tf.sigmoid(l);
    expectClose(
      gradient((l) => slope(y, l), l),
      tf.mul(probability, tf.sub(1, probability)),
    );
    expectClose(
      gradient((y) => slope(y, l), y),
      Array(6).fill(-1),
    );
  });
});
