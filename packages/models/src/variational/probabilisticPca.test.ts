import '@tensorflow/tfjs-backend-cpu';
import { adam, counterRandom, eager, schedules, streams, table, train } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { mlp } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { exactVariationalAutoencoder, logLikelihood } from '../../testing/exactVariationalAutoencoder.ts';
import { elboTerms, gaussian, importanceWeightedBound, negativeElbo, variationalAutoencoder } from '../index.ts';

/*
 * Probabilistic PCA (Tipping and Bishop 1999): with λ₁ ≥ … ≥ λ_d the eigenvalues of the data's covariance, U_k their first k eigenvectors,
 *
 *     σ² = mean of λ_{k+1} … λ_d,   W = U_k (Λ_k − σ²)^½,   log likelihood = −½ (d log 2π + Σ_{j≤k} log λⱼ + (d − k) log σ² + d) a row,
 *
 * which is the largest ELBO of a linear variational autoencoder (Lucas et al. 2019, Don't blame the ELBO).
 */
const [rows, d, k] = [300, 5, 2];
const data = (() => {
  const noise = fillNormal(new Float32Array(rows * d), { seed: 1, stream: streams.callers, step: 0 });
  const mixing = new Matrix([
    [3, 0, 1, 0, 0],
    [0, 2, 0, 1, 0],
    [0, 0, 0.5, 0, 0.2],
    [0, 0, 0, 0.5, 0],
    [0, 0, 0, 0, 0.5],
  ]);
  return Matrix.from1DArray(rows, d, [...noise])
    .mmul(mixing)
    .addRowVector([1, 0, -1, 0, 2]);
})();
const mean = data.mean('column');
const centred = data.clone().subRowVector(mean);
const eigen = new EigenvalueDecomposition(centred.transpose().mmul(centred).div(rows), { assumeSymmetric: true });
const order = eigen.realEigenvalues
  .map((_, i) => i)
  .sort((a, b) => (eigen.realEigenvalues[b] as number) - (eigen.realEigenvalues[a] as number));
const lambda = order.map((i) => eigen.realEigenvalues[i] as number);
const variance = lambda.slice(k).reduce((sum, next) => sum + next, 0) / (d - k);
const scales = lambda.slice(0, k).map((next) => Math.sqrt(next - variance));
const loadings = eigen.eigenvectorMatrix.subMatrixColumn(order.slice(0, k)).mulRowVector(scales);
const sum = (values: readonly number[]) => values.reduce((total, next) => total + next, 0);
const best =
  -0.5 * (d * Math.log(2 * Math.PI) + sum(lambda.slice(0, k).map(Math.log)) + (d - k) * Math.log(variance) + d);

const y = table(Float32Array.from(data.to1DArray()), [rows, d]);
const all = () => tf.tensor2d(Float32Array.from(data.to1DArray()), [rows, d]);
const average = (tensor: tf.Tensor) => sum([...tensor.dataSync()]) / rows;

beforeAll(() => tf.setBackend('cpu'));

describe('a linear variational autoencoder', () => {
  it('has at the optimum of probabilistic PCA its likelihood as ELBO', () => {
    const spec = { loadings, mean, variance };
    expect(sum(logLikelihood(data, spec)) / rows).toBeCloseTo(best, 10);
    const model = exactVariationalAutoencoder(spec);
    const random = counterRandom({ seed: 2, step: 0 });
    expect(-average(importanceWeightedBound(model, all(), random, { samples: 1 }))).toBeCloseTo(best, 4);
    const terms = Object.values(elboTerms(model, all(), random, { samples: 100 }));
    expect(Math.abs(average(tf.addN(terms)) + best)).toBeLessThan(0.03);
  });

  it('gets there by learning from random weights', async () => {
    const model = variationalAutoencoder({
      encoder: mlp({ inputShape: [d], hidden: [], outputShape: [2 * k], seed: 1 }),
      decoder: mlp({ inputShape: [k], hidden: [], outputShape: [d], seed: 2 }),
      likelihood: gaussian({ standardDeviation: Math.sqrt(variance) }),
    });
    const learningRate = schedules.cosineDecay({ learningRate: 0.05, steps: 500 });
    const options = { model, objective: negativeElbo(), data: { y }, optimizer: adam(), engine: eager() };
    for await (const _ of train({ ...options, learningRate, epochs: 500, batchSize: rows }));
    const reached = -average(
      importanceWeightedBound(model, all(), counterRandom({ seed: 2, step: 0 }), { samples: 200 }),
    );
    expect(reached).toBeLessThan(best + 1e-3);
    expect(reached).toBeGreaterThan(best - 0.02);
  });
});
