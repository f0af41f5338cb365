import '@tensorflow/tfjs-backend-cpu';
import { backpropagation, counterRandom, streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { exactVariationalAutoencoder, logLikelihood } from '../../testing/exactVariationalAutoencoder.ts';
import { elboTerms, importanceWeighted, importanceWeightedBound } from '../index.ts';
import { logWeights } from './logWeights.ts';
import { reparameterize } from './reparameterize.ts';
import { repeatPosterior } from './repeatRows.ts';

/** Two columns at right angles. */
const spec = {
  loadings: new Matrix([
    [1, 1],
    [1, -1],
    [0.5, 0.2],
    [0.2, -0.5],
  ]),
  mean: [0.5, -1, 0, 2],
  variance: 0.3,
};
const rows = 6;
const draw = { seed: 3, stream: streams.callers, step: 0 };
const values = fillNormal(new Float32Array(rows * 4), draw);
const random = () => counterRandom({ seed: 5, step: 0 });
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];

beforeAll(() => tf.setBackend('cpu'));

describe('with the exact posterior of a linear Gaussian model', () => {
  const model = exactVariationalAutoencoder(spec);
  const y = tf.tensor2d(values, [rows, 4]);
  const exact = logLikelihood(Matrix.from1DArray(rows, 4, [...values]), spec);

  it('the free energy of each code is −log p(y), whatever the code', () => {
    const samples = 50;
    const posterior = repeatPosterior(model.posterior(y), samples);
    const logs = logWeights(model, y, reparameterize(posterior, random()), posterior);
    expect(logs.shape).toEqual([samples, rows]);
    numbers(logs).forEach((log, i) => {
      expect(log).toBeCloseTo(exact[i % rows] as number, 4);
    });
  });

  it('the importance-weighted bound is −log p(y) for any number of samples, memory-bounded or not', () => {
    for (const samples of [1, 7, 2000]) {
      const before = tf.memory().numTensors;
      const bound = importanceWeightedBound(model, y, random(), { samples });
      expect(tf.memory().numTensors).toBe(before + 1);
      numbers(bound).forEach((value, i) => {
        expect(value).toBeCloseTo(-(exact[i] as number), 4);
      });
    }
  });

  it('the negative ELBO is −log p(y) in the mean over codes', () => {
    const samples = 20_000;
    const { reconstruction, meanDivergence, varianceDivergence } = elboTerms(model, y, random(), { samples });
    numbers(tf.addN([reconstruction, meanDivergence, varianceDivergence])).forEach((value, i) => {
      expect(Math.abs(value + (exact[i] as number))).toBeLessThan(0.05);
    });
  });

  it('the doubly reparameterised gradient of the encoder is 0 for each draw, where the plain one is noise', () => {
    const norm = (estimator: 'reparameterized' | 'doublyReparameterized') => {
      const objective = importanceWeighted({ samples: 3, estimator });
      const { gradients } = backpropagation(model, objective)({ y }, random(), objective.weights as never);
      return Math.max(...numbers(tf.abs(gradients['encoder/0/kernel'] as tf.Tensor)));
    };
    expect(norm('doublyReparameterized')).toBeLessThan(1e-5);
    expect(norm('reparameterized')).toBeGreaterThan(0.05);
  });
});
