import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { likelihoodLaws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { inputs, expected as reference } from '../../testdata/recon_losses.json';
import { bernoulli, gaussian, laplace } from '../index.ts';
import { likelihoodOf } from './likelihoodOf.ts';

const stored = ({ shape, data }: { shape: number[]; data: number[] }) => tf.tensor(data, shape);
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const close = (received: tf.Tensor, expected: readonly number[]) => {
  const values = numbers(received);
  expect(values.length).toBe(expected.length);
  values.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] as number))).toBeLessThan(2e-5 * Math.abs(expected[i] as number) + 1e-5);
  });
};

beforeAll(() => tf.setBackend('cpu'));

describe('golden values of −log p(y|z)', () => {
  const y = () => stored(inputs.target);
  const output = () => stored(inputs.pred_mse_mae_huber);
  const [rows, size] = inputs.target.shape as [number, number];

  it('bernoulli is the cross-entropy from logits, with its gradient', () => {
    const logits = stored(inputs.pred_logits);
    close(bernoulli().cost(y(), logits), reference.bce_logits.per_sample_sum.data);
    const slope = tf.grad((logits) => tf.sum(bernoulli().cost(y(), logits)))(logits);
    close(slope, reference.bce_logits.grad_of_sum.data);
  });

  it('gaussian is the squared error over 2σ², and log σ√2π for each number', () => {
    const sigma = 0.7;
    const constant = size * Math.log(sigma * Math.sqrt(2 * Math.PI));
    const squared = reference.mse.per_sample_sum.data;
    close(
      gaussian({ standardDeviation: sigma }).cost(y(), output()),
      squared.map((sum) => sum / (2 * sigma ** 2) + constant),
    );
  });

  it('gaussian with learned variance is the same where the decoder gives that variance, and least where it gives (y − ỹ)²', () => {
    const sigma = 0.7;
    const cost = gaussian({ standardDeviation: 'learned' }).cost;
    const withLog = (logVariance: tf.Tensor) => tf.concat([output(), logVariance], 1);
    const fixed = numbers(gaussian({ standardDeviation: sigma }).cost(y(), output()));
    close(cost(y(), withLog(tf.fill([rows, size], 2 * Math.log(sigma)))), fixed);
    const best = tf.log(tf.squaredDifference(y(), output()));
    // ½ Σ 1 + log 2π(y − ỹ)²
    const least = numbers(tf.mul(tf.sum(tf.add(best, 1 + Math.log(2 * Math.PI)), 1), 0.5));
    close(cost(y(), withLog(best)), least);
    const slope = tf.grad((log: tf.Tensor) => tf.sum(cost(y(), withLog(log))))(best);
    close(
      slope,
      numbers(slope).map(() => 0),
    );
  });

  it('laplace is the absolute error over b, and log 2b for each number', () => {
    const absolute = reference.mae.per_sample_sum.data;
    close(
      laplace({ scale: 0.5 }).cost(y(), output()),
      absolute.map((sum) => sum / 0.5 + size * Math.log(1)),
    );
  });
});

const real = { from: -20, to: 20 };
for (const [name, likelihood, output, values] of [
  ['bernoulli', bernoulli(), [Math.log(3)], [0, 1]],
  ['gaussian', gaussian({ standardDeviation: 0.5 }), [2], { from: -2, to: 6 }],
  ['gaussian with learned variance', gaussian({ standardDeviation: 'learned' }), [2, Math.log(4)], real],
  ['laplace', laplace({ scale: 0.5 }), [2], real],
] as const) {
  likelihoodLaws(name, { backend: 'cpu', likelihood, output, values, again: likelihoodOf });
}

describe('bad input is one line', () => {
  it.each<[string, () => unknown]>([
    [
      "gaussian, standardDeviation: expected a positive number, or 'learned', received 0. Give σ in the unit of y.",
      () => gaussian({ standardDeviation: 0 }),
    ],
    ['laplace, scale: expected a positive number, received -1. Give b in the unit of y.', () => laplace({ scale: -1 })],
    [
      'model.json, settings.likelihood: expected a name among bernoulli, gaussian, laplace, mixed, received "poisson". The file is damaged or of a newer release.',
      () => likelihoodOf({ name: 'poisson' }),
    ],
  ])('%s', (message, make) => expect(make).toThrow(message));
});
