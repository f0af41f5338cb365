import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, wave } from '../testing/numbers.ts';
import { sparsityDivergence } from './sparsityDivergence.ts';

/** ρ log ρ/p + (1 − ρ) log (1 − ρ)/(1 − p) */
const divergence = (rate: number, p: number) => rate * Math.log(rate / p) + (1 - rate) * Math.log((1 - rate) / (1 - p));

onEachBackend(() => {
  /** In (0, 1). */
  const h = () => tf.add(wave([4, 3], 0.4), 0.5);

  it('is Σⱼ KL(ρ ‖ mean of hⱼ), the same for each example', () => {
    const shares = [...tf.mean(h(), 0).dataSync()];
    const sum = shares.reduce((total, p) => total + divergence(0.1, p), 0);
    expectClose(sparsityDivergence(h(), { rate: 0.1 }), Array(4).fill(sum));
    expectClose(sparsityDivergence(tf.reshape(h(), [4, 1, 3]), { rate: 0.1 }), Array(4).fill(sum));
  });

  it('is 0 where each unit is on as often as wanted, whichever the examples', () => {
    const on = tf.tensor2d([
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ]);
    expectClose(sparsityDivergence(on, { rate: 0.25 }), [0, 0, 0, 0]);
  });

  it('has ((1 − ρ)/(1 − ρ̂ⱼ) − ρ/ρ̂ⱼ)/batch as the gradient of its mean, as finite differences have', () => {
    const energy = (h: tf.Tensor) => tf.mul(sparsityDivergence(h, { rate: 0.2 }), 1 / 4);
    const shares = [...tf.mean(h(), 0).dataSync()];
    const slopes = shares.map((p) => (0.8 / (1 - p) - 0.2 / p) / 4);
    expectClose(gradient(energy, h()), Array(4).fill(slopes).flat());
    expectClose(gradient(energy, h()), finiteDifference(energy, h()), { rtol: 1e-3, atol: 1e-4 });
  });

  it('is finite for units that are always off or always on', () => {
    const dead = sparsityDivergence(tf.tensor2d([[0, 1]]), { rate: 0.5 });
    // Each: ½·100 − log 2
    expectClose(dead, [100 - 2 * Math.log(2)]);
    const slope = gradient((h) => sparsityDivergence(h, { rate: 0.5 }), tf.tensor2d([[0, 1]]));
    expect([...slope.dataSync()].every(Number.isFinite)).toBe(true);
  });

  it('refuses a rate of 0 or 1', () => {
    expect(() => sparsityDivergence(h(), { rate: 0 })).toThrow(
      'sparsityDivergence, rate: expected a number between 0 and 1, received 0. Give the fraction of examples in which a unit should be active.',
    );
    expect(() => sparsityDivergence(tf.scalar(1), { rate: 0.5 })).toThrow(
      'sparsityDivergence: expected activations of shape [batch, …]',
    );
  });
});
