import '@tensorflow/tfjs-backend-cpu';
import {
  type Batch,
  backpropagation,
  counterRandom,
  type Objective,
  type Random,
  streams,
  table,
} from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { gaussianNoise } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  binarized,
  conditional,
  contractive,
  corrupted,
  denoising,
  denseAutoencoder,
  denseConditionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  denseVectorQuantizedAutoencoder,
  elboTerms,
  estimatedSquaredJacobianNorm,
  klSparsity,
  type LatentModel,
  l2,
  loadAutoencoder,
  loadVariationalAutoencoder,
  negativeElbo,
  reconstruction,
  regularized,
  saveAutoencoder,
  saveVariationalAutoencoder,
  squaredJacobianNorm,
  vectorQuantization,
  withTerm,
} from '../index.ts';

beforeAll(() => tf.setBackend('cpu'));

const cost = squaredError;
const corruption = gaussianNoise({ standardDeviation: 0.3 });
const values = fillUniform(new Float32Array(5 * 4), { seed: 7, stream: streams.callers, step: 0 });
const y = table(values, [5, 4]);
const batch = () => ({ y: tf.tensor2d(values, [5, 4]) });
const random = () => counterRandom({ seed: 1, step: 0 });
const numbers = (tensor: tf.Tensor | undefined) => [...(tensor as tf.Tensor).dataSync()];
const sizes = { imageShape: [4], hidden: [6], latentSize: 2 };

laws('denoising variational autoencoder', {
  backend: 'cpu',
  make: (seed) => denseVariationalAutoencoder({ ...sizes, seed }),
  objective: corrupted(negativeElbo({ beta: 0.5 }), corruption),
  y,
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
});

laws('contractive denoising autoencoder', {
  backend: 'cpu',
  make: (seed) => denseAutoencoder({ ...sizes, activation: 'tanh', latentActivation: 'sigmoid', seed }),
  objective: corrupted(contractive({ cost, contraction: 0.5 }), corruption),
  y,
  save: saveAutoencoder,
  load: loadAutoencoder,
});

describe('corrupted', () => {
  it('encodes what it corrupts and judges by the clean y, each by the same draws', () => {
    const model = denseVariationalAutoencoder({ ...sizes, seed: 1 });
    const { y: clean } = batch();
    const draws = random();
    const seen = corruption(clean, draws);
    const byHand = elboTerms(model, clean, draws, { posterior: model.posterior(seen), training: true });
    const terms = corrupted(negativeElbo(), corruption).terms(model, { y: clean }, random());
    for (const name of Object.keys(byHand) as (keyof typeof byHand)[]) {
      expect(numbers(terms[name]), name).toEqual(numbers(byHand[name]));
    }
  });

  it.each([
    ['in closed form', denseAutoencoder({ imageShape: [4], hidden: [], latentSize: 2, latentActivation: 'sigmoid' })],
    ['row by row', denseAutoencoder({ ...sizes, latentActivation: 'sigmoid' })],
  ])('takes the Jacobian where the encoder is used, %s', (_, model) => {
    const at = batch();
    const seen = corruption(at.y, random());
    const { contraction } = corrupted(contractive({ cost }), corruption).terms(model, at, random());
    numbers(squaredJacobianNorm(model, seen)).forEach((value, i) => {
      expect(numbers(contraction)[i]).toBeCloseTo(value, 6);
    });
  });

  it('is the objective itself where nothing is corrupted', () => {
    const nothing = (x: tf.Tensor) => tf.clone(x);
    const label = tf.tensor1d([0, 1, 0, 1, 1]);
    const same = <M extends LatentModel, Name extends string>(model: M, objective: Objective<M, Name>) => {
      const at = { ...batch(), label };
      const [plain, wrapped] = [objective, corrupted(objective, nothing)].map((one) => one.terms(model, at, random()));
      for (const name of Object.keys(objective.weights) as Name[]) {
        expect(numbers(wrapped?.[name]), name).toEqual(numbers(plain?.[name]));
      }
    };
    same(denseAutoencoder(sizes), regularized({ cost, regularizer: l2() }));
    same(denseVectorQuantizedAutoencoder({ ...sizes, latentShape: [2, 2], codebookSize: 3 }), vectorQuantization());
    same(denseConditionalVariationalAutoencoder({ ...sizes, classes: 2 }), conditional(negativeElbo()));
  });

  it('reaches the model of given classes', () => {
    const model = denseConditionalVariationalAutoencoder({ ...sizes, classes: 2, seed: 1 });
    const at = { ...batch(), label: tf.tensor1d([0, 1, 0, 1, 1]) };
    const outside = corrupted(conditional(negativeElbo()), corruption).terms(model, at, random());
    const inside = conditional(corrupted(negativeElbo(), corruption)).terms(model, at, random());
    expect(numbers(outside.meanDivergence)).toEqual(numbers(inside.meanDivergence));
  });

  it('says so where its objective encodes other observations, which would stay clean', () => {
    const model = denseVariationalAutoencoder({ ...sizes, seed: 1 });
    expect(() => corrupted(binarized(negativeElbo()), corruption).terms(model, batch(), random())).toThrow(
      'corrupted, posterior: expected the y of the batch, received another tensor. Put corrupted inside',
    );
    binarized(corrupted(negativeElbo(), corruption)).terms(model, batch(), random());
  });
});

describe('withTerm', () => {
  it('keeps the terms and weights of the objective, and adds one that draws after them', () => {
    const model = denseAutoencoder({ ...sizes, seed: 1 });
    const base = corrupted(reconstruction({ cost }), corruption);
    const objective = withTerm(
      base,
      'drawn',
      0.1,
      (_, { y: at }, draws) => draws.uniform([at.shape[0] as number]) as tf.Tensor1D,
    );
    expect(objective.weights).toEqual({ reconstruction: 1, drawn: 0.1 });
    const at = batch();
    const draws = random();
    const first = base.terms(model, at, draws);
    const terms = objective.terms(model, at, random());
    expect(numbers(terms.reconstruction)).toEqual(numbers(first.reconstruction));
    expect(numbers(terms.drawn)).toEqual(numbers(draws.uniform([5])));
  });
});

describe('denoising, regularized and contractive', () => {
  const model = denseAutoencoder({ ...sizes, latentActivation: 'sigmoid', seed: 1 });
  const training = { training: true };
  const weights = { reconstruction: 0.5, regularization: 0.1, contraction: 0.1 };
  const regularizer = klSparsity();
  /** Each objective with its terms written out. */
  const pairs: Record<string, [Objective<LatentModel>, (at: tf.Tensor, draws: Random) => Record<string, tf.Tensor1D>]> =
    {
      denoising: [
        denoising({ cost, corruption, weight: 0.5 }),
        (at, draws) => ({ reconstruction: cost(at, model.reconstruct(corruption(at, draws), training)) }),
      ],
      regularized: [
        regularized({ cost, regularizer, regularization: 0.2, weight: 0.5 }),
        (at) => {
          const h = model.encode(at, training);
          return { reconstruction: cost(at, model.decode(h, training)), regularization: regularizer.energy(h) };
        },
      ],
      contractive: [
        contractive({ cost, contraction: 0.2, probes: 2, weight: 0.5 }),
        (at, draws) => ({
          reconstruction: cost(at, model.reconstruct(at, training)),
          contraction: estimatedSquaredJacobianNorm(model, at, { probes: 2, random: draws }),
        }),
      ],
    };

  it.each(Object.entries(pairs))(
    '%s has the bits of its equation, in terms and gradients',
    (_, [objective, written]) => {
      const at = batch();
      const used = Object.fromEntries(
        Object.keys(objective.weights).map((name) => [name, weights[name as 'contraction']]),
      );
      const [composed, byHand] = [
        objective,
        { weights: used, terms: (_: LatentModel, b: Batch, r: Random) => written(b.y, r) },
      ].map((one) => backpropagation(model, one)(at, random(), used));
      for (const part of ['terms', 'gradients'] as const) {
        for (const [name, tensor] of Object.entries(byHand?.[part] ?? {})) {
          expect(numbers(composed?.[part][name]), name).toEqual(numbers(tensor));
        }
      }
    },
  );
});
