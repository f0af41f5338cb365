import * as tf from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { inputs, expected as reference } from '../testdata/recon_losses.json';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, stored, wave } from '../testing/numbers.ts';
import { binaryCrossEntropy } from './binaryCrossEntropy.ts';

onEachBackend(() => {
  const y = () => stored(inputs.target);
  const probabilities = () => stored(inputs.pred_probs);

  it('is the golden cross-entropy of each example, with its gradient', () => {
    expectClose(binaryCrossEntropy(y(), probabilities()), reference.bce_probs.per_sample_sum);
    expectClose(
      gradient((p) => binaryCrossEntropy(y(), p), probabilities()),
      reference.bce_probs.grad_of_sum,
    );
  });

  it('holds each logarithm at −100, as torch does', () => {
    const { probs, probs_target } = inputs.edge;
    expectClose(
      binaryCrossEntropy(stored(probs_target), stored(probs)),
      reference.edge['bce_probs_value_torch_clamp_log_at_-100'],
    );
  });

  it('has torch’s gradient (p − y) / max(p(1 − p), 10⁻¹²) at probabilities of 0 and 1', () => {
    const p = tf.tensor1d([0, 1, 0, 1]);
    const y = tf.tensor1d([0, 1, 1, 0]);
    expectClose(
      gradient((p) => binaryCrossEntropy(y, p), p),
      [0, 0, -1e12, 1e12],
    );
    expectClose(
      gradient((y) => binaryCrossEntropy(y, p), y),
      [100, -100, 100, -100],
    );
  });

  it('agrees with finite differences by p and by y', () => {
    const y = tf.add(wave([2, 3], 0.3), 0.5);
    const p = tf.add(wave([2, 3], 0.2, 1), 0.5);
    const byP = (p: tf.Tensor) => binaryCrossEntropy(y, p);
    const byY = (y: tf.Tensor) => binaryCrossEntropy(y, p);
    expectClose(gradient(byP, p), finiteDifference(byP, p, 1 / 128), { rtol: 1e-3, atol: 1e-3 });
    expectClose(gradient(byY, y), finiteDifference(byY, y), { rtol: 1e-3, atol: 1e-4 });
  });

  it('has the second derivative y/p² + (1 − y)/(1 − p)²', () => {
    const y = tf.tensor1d([0, 1, 0.25]);
    const p = tf.tensor1d([0.2, 0.3, 0.7]);
    const second = gradient((p) => gradient((p) => binaryCrossEntropy(y, p), p), p);
    expectClose(second, [1 / 0.64, 1 / 0.09, 0.25 / 0.49 + 0.75 / 0.09]);
  });
});
