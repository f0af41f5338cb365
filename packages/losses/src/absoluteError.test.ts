import * as tf from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { inputs, expected as reference } from '../testdata/recon_losses.json';
import { onEachBackend } from '../testing/backends.ts';
import { gradient } from '../testing/derivatives.ts';
import { expectClose, stored } from '../testing/numbers.ts';
import { absoluteError } from './absoluteError.ts';

onEachBackend(() => {
  const y = () => stored(inputs.target);
  const reconstruction = () => stored(inputs.pred_mse_mae_huber);

  it('is the golden Σ|y − ỹ| of each example, with its gradient', () => {
    expectClose(absoluteError(y(), reconstruction()), reference.mae.per_sample_sum);
    expectClose(
      gradient((reconstruction) => absoluteError(y(), reconstruction), reconstruction()),
      reference.mae.grad_of_sum,
    );
    const byY = gradient((y) => absoluteError(y, reconstruction()), y());
    expectClose(tf.neg(byY), reference.mae.grad_of_sum);
  });

  it('has the golden gradient where y and ỹ are equal', () => {
    const zero = tf.zeros([2, 2]);
    const atEqual = reference.edge.mae_grad_at_equal;
    expectClose(
      gradient((reconstruction) => absoluteError(zero, reconstruction), zero),
      Array(4).fill(atEqual),
    );
  });
});
