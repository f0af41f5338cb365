import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { inputs, expected as reference } from '../testdata/recon_losses.json';
import { onEachBackend } from '../testing/backends.ts';
import { gradient } from '../testing/derivatives.ts';
import { expectClose, stored, wave } from '../testing/numbers.ts';
import { squaredError } from './squaredError.ts';

onEachBackend(() => {
  const y = () => stored(inputs.target);
  const reconstruction = () => stored(inputs.pred_mse_mae_huber);

  it('is the golden ‖y − ỹ‖² of each example, with its gradient', () => {
    expectClose(squaredError(y(), reconstruction()), reference.mse.per_sample_sum);
    expectClose(
      gradient((reconstruction) => squaredError(y(), reconstruction), reconstruction()),
      reference.mse.grad_of_sum,
    );
  });

  it('has opposite gradients by y and by ỹ, and does not mind which comes first', () => {
    const byY = gradient((y) => squaredError(y, reconstruction()), y());
    expectClose(tf.neg(byY), reference.mse.grad_of_sum);
    expectClose(squaredError(reconstruction(), y()), reference.mse.per_sample_sum);
  });

  it('sums all axes of an image and none of a number', () => {
    const images = wave([2, 3, 4, 1]);
    const rows = tf.reshape(images, [2, 12]);
    expectClose(squaredError(images, tf.zerosLike(images)), squaredError(rows, tf.zerosLike(rows)));
    expectClose(squaredError(tf.tensor1d([1, 2]), tf.tensor1d([4, 0])), [9, 4]);
  });

  it('is 0 for a perfect reconstruction', () => {
    expect([...squaredError(y(), y()).dataSync()]).toEqual([0, 0, 0, 0]);
  });
});
