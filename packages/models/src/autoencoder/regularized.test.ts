import '@tensorflow/tfjs-backend-cpu';
import { counterRandom, streams, table, weightsAt } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  activationSparsity,
  denseAutoencoder,
  klSparsity,
  l1,
  l2,
  loadAutoencoder,
  regularized,
  saveAutoencoder,
} from '../index.ts';

const imageShape = [6];
const random = () => counterRandom({ seed: 0, step: 0 });
const make = (latentActivation: 'relu' | 'sigmoid' | 'linear') => (seed: number) =>
  denseAutoencoder({ imageShape, hidden: [5], latentSize: 8, latentActivation, seed });
const common = {
  backend: 'cpu',
  y: table(fillUniform(new Float32Array(5 * 6), { seed: 7, stream: streams.callers, step: 0 }), [5, 6]),
  save: saveAutoencoder,
  load: loadAutoencoder,
};
const of = { cost: squaredError, regularization: 0.1, weight: 0.5 };

laws('autoencoder with an L1 code of ReLUs', {
  ...common,
  make: make('relu'),
  objective: regularized({ ...of, regularizer: l1() }),
});

laws('autoencoder with an L2 code', {
  ...common,
  make: make('linear'),
  objective: regularized({ ...of, regularizer: l2() }),
});

laws('autoencoder of sparse logits', {
  ...common,
  make: make('linear'),
  objective: regularized({ ...of, regularizer: klSparsity({ rate: 0.2 }) }),
});

laws('autoencoder of sparse activations', {
  ...common,
  make: make('sigmoid'),
  objective: regularized({ ...of, regularizer: activationSparsity({ rate: 0.2 }) }),
  coupled: { regularization: 'how often a unit is on is a matter of the batch' },
});

describe('regularized', () => {
  it('has the cost and R(h) as bare terms, λ and the weight of both as weights', () => {
    const model = make('linear')(1);
    const y = tf.tensor2d([[1, 2, 3, 4, 5, 6]]);
    const objective = regularized({ cost: squaredError, regularizer: l2(), regularization: 3, weight: 0.5 });
    const terms = objective.terms(model, { y }, random());
    const h = [...model.encode(y).dataSync()];
    expect(terms.reconstruction.dataSync()).toEqual(squaredError(y, model.reconstruct(y)).dataSync());
    expect(terms.regularization.dataSync()[0]).toBeCloseTo(
      h.reduce((sum, value) => sum + value ** 2 / 2, 0),
      5,
    );
    expect(objective.weights).toEqual({ reconstruction: 0.5, regularization: 1.5 });
  });

  it('takes a λ that moves, and any function of the code', () => {
    const energy = (h: tf.Tensor) => tf.max(h, 1) as tf.Tensor1D;
    const objective = regularized({
      cost: squaredError,
      regularizer: { energy },
      regularization: (step) => step,
      weight: 2,
    });
    expect(weightsAt(objective.weights, 3)).toEqual({ reconstruction: 2, regularization: 6 });
  });

  it('activationSparsity refuses a rate of 1', () => {
    expect(() => activationSparsity({ rate: 1 }).energy(tf.ones([2, 3]))).toThrow(
      'sparsityDivergence, rate: expected a number between 0 and 1, received 1.',
    );
  });
});
