import '@tensorflow/tfjs-backend-cpu';
import { adam, counterRandom, eager, streams, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { convolutional, mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { sequential, layers as tfLayers } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { differenceTargetPropagation } from './differenceTargetPropagation.ts';
import {
  type InvertibleAutoencoder,
  invertibleAutoencoder,
  invertibleDenseAutoencoder,
} from './invertibleAutoencoder.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const cost = squaredError;
const uniform = (count: number) => fillUniform(new Float32Array(count), { seed: 6, stream: streams.callers, step: 0 });
const make = () => invertibleDenseAutoencoder({ imageShape: [5], hidden: [7, 6], latentSize: 3, seed: 2 });
const weights = { reconstruction: 1, forward: 1, inverse: 1 };
const some = <T>(value: T | undefined): T => value as T;
const distance = (a: tf.Tensor, b: tf.Tensor) => tf.norm(tf.sub(a, b)).dataSync()[0] as number;

describe('differenceTargetPropagation', () => {
  it('has the layers of both networks in their order, and an inverse for each but the first and the last', () => {
    const model = make();
    expect(model.forward.map(({ units }) => units)).toEqual([7, 6, 3, 6, 7, 5]);
    // g₂, …, g₅ give what f₁, …, f₄ gave.
    expect(model.backward.map(({ units }) => units)).toEqual([7, 6, 3, 6]);
    const y = tf.tensor2d(uniform(10), [2, 5]);
    const through = model.forward.reduce((h, f) => f.apply(h), y as tf.Tensor);
    expect([...through.dataSync()]).toEqual([...model.reconstruct(y).dataSync()]);
    model.dispose();
  });

  it('lowers the cost at the target of the last hidden layer, and leaves every layer where it is where C has no slope', () => {
    const model = make();
    const y = tf.tensor2d(uniform(20), [4, 5]);
    const { h, target } = differenceTargetPropagation({ cost, stepSize: 0.01 }).targets(model, y);
    const last = some(model.forward.at(-1));
    const [before, after] = [h, target].map((at) => [...cost(y, last.apply(some(at.at(-1)))).dataSync()]) as [
      number[],
      number[],
    ];
    after.forEach((value, i) => {
      expect(value).toBeLessThan(before[i] as number);
    });
    const flat = differenceTargetPropagation({ cost: (y, guess) => tf.mul(cost(y, guess), 0) }).targets(model, y);
    flat.h.forEach((at, l) => {
      expect([...(flat.target[l] as tf.Tensor).dataSync()]).toEqual([...at.dataSync()]);
    });
    model.dispose();
  });

  it('takes linear layers with exact inverses to targets that undo them: fₗ(ĥₗ₋₁) = ĥₗ', () => {
    // f₂ = 2h, g₂ = h/2; the first and last layers are the identity.
    const scaled = (factors: readonly number[]) => {
      const network = sequential({
        layers: factors.map((_, i) =>
          tfLayers.dense({ units: 2, useBias: false, ...(i === 0 && { inputShape: [2] }) }),
        ),
      });
      network.setWeights(factors.map((factor) => tf.tensor2d([factor, 0, 0, factor], [2, 2])));
      return network;
    };
    const model = invertibleAutoencoder({ encoder: scaled([1, 2]), decoder: scaled([1]), inverse: scaled([0.5]) });
    const { h, target } = differenceTargetPropagation({ cost, stepSize: 0.25 }).targets(model, tf.tensor2d([[1, -1]]));
    // h₂ = 2y, ∂C/∂h₂ = 2(h₂ − y) = 2y, ĥ₂ = 2y − y/2, ĥ₁ = y + ½(ĥ₂ − h₂) = ¾y
    expect([...some(h[2]).dataSync()]).toEqual([2, -2]);
    expect([...some(target[2]).dataSync()]).toEqual([1.5, -1.5]);
    expect([...some(target[1]).dataSync()]).toEqual([0.75, -0.75]);
    model.dispose();
  });

  it('gives each variable the gradient of its own cost alone', () => {
    const model = make();
    const y = tf.tensor2d(uniform(20), [4, 5]);
    const rule = differenceTargetPropagation({ cost });
    const { gradients } = rule.learn(model)({ y }, counterRandom({ seed: 1, step: 0 }), weights);
    const { h, target } = rule.targets(model, y);
    // f₂: encoder/1
    const kernel = model.variables['encoder/1/kernel'] as tf.Variable;
    const { grads } = tf.variableGrads(
      () => tf.mean(cost(some(target[2]), some(model.forward[1]).apply(some(h[1])))),
      [kernel],
    );
    expect(distance(some(gradients['encoder/1/kernel']), some(grads[kernel.name]))).toBeLessThan(1e-6);
    model.dispose();
  });

  it('learns to reconstruct', async () => {
    const model: InvertibleAutoencoder = make();
    const rule = differenceTargetPropagation({ cost });
    // A closed curve in five dimensions.
    const curve = Float32Array.from({ length: 60 }, (_, i) => 0.5 + 0.4 * Math.sin(Math.floor(i / 5) / 2 + (i % 5)));
    const data = { y: table(curve, [12, 5]) };
    const options = { model, data, optimizer: adam(), learningRate: 0.01, engine: eager(), epochs: 80, batchSize: 12 };
    const costs: number[] = [];
    for await (const event of train({ ...options, objective: rule.objective, learn: rule.learn })) {
      if (event.kind === 'epoch') costs.push(event.terms.reconstruction);
    }
    expect(costs.at(-1)).toBeLessThan(0.8 * (costs[0] as number));
    model.dispose();
  });

  it('refuses networks that are not dense layers one after the other, and too few of them', () => {
    const encoder = () =>
      convolutional({ inputShape: [4, 4, 1], convolutions: [{ filters: 2, kernelSize: 4 }], outputShape: [2] });
    const decoder = () => mlp({ inputShape: [2], outputShape: [4, 4, 1] });
    expect(() => invertibleAutoencoder({ encoder: encoder(), decoder: decoder() })).toThrow(
      'invertibleAutoencoder: expected dense layers, one after the other, received a Conv2D layer. Make encoder and decoder with mlp, or learn them by backpropagation.',
    );
    const flat = mlp({ inputShape: [4, 4, 1], outputShape: [2] });
    expect(() => invertibleAutoencoder({ encoder: flat, decoder: decoder() })).toThrow(
      'invertibleAutoencoder: expected at least three dense layers in encoder and decoder together, received 2.',
    );
    expect(() => differenceTargetPropagation({ cost, stepSize: 0 })).toThrow(
      'differenceTargetPropagation, stepSize: expected a finite number above 0, received 0.',
    );
  });
});
