import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import {
  convolutional,
  fanInUniform,
  glorotUniform,
  heNormal,
  type Initializer,
  initialize,
  mlp,
  transposedConvolutional,
} from './index.ts';

const valuesOf = (model: LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]) => mean(values.map((value) => value ** 2)) - mean(values) ** 2;
const largest = (values: number[]) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Uniform in ±bound: inside of it, up to near it, mean 0, variance bound²/3; five standard errors. */
function expectUniform(values: number[] | undefined, bound: number) {
  if (values === undefined) throw new Error('a weight is missing');
  expect(largest(values)).toBeLessThanOrEqual(bound * (1 + 1e-6));
  expect(largest(values)).toBeGreaterThan(bound * (1 - 10 / values.length));
  expect(Math.abs(mean(values))).toBeLessThan((5 * bound) / Math.sqrt(3 * values.length));
  const errorOfVariance = (bound ** 2 * Math.sqrt(1 / 5 - 1 / 9)) / Math.sqrt(values.length);
  expect(Math.abs(variance(values) - bound ** 2 / 3)).toBeLessThan(5 * errorOfVariance);
}

describe('fanInUniform', () => {
  it('is uniform in ±1/√fanIn for kernel and bias of a dense layer', () => {
    const [kernel, bias] = valuesOf(mlp({ inputShape: [100], outputShape: [200], seed: 3 }));
    expectUniform(kernel, 0.1);
    expectUniform(bias, 0.1);
  });

  it('counts height · width · input channels for a convolution', () => {
    const convolutions = [{ filters: 50, kernelSize: [3, 5] as const }];
    const [kernel, bias] = valuesOf(convolutional({ inputShape: [8, 8, 20], convolutions }));
    expectUniform(kernel, 1 / Math.sqrt(3 * 5 * 20));
    expectUniform(bias, 1 / Math.sqrt(3 * 5 * 20));
  });

  it('counts height · width · output channels for a transposed convolution, as PyTorch does', () => {
    const convolutions = [{ filters: 50, kernelSize: 3 }];
    const [kernel, bias] = valuesOf(transposedConvolutional({ inputShape: [20], convolutions }));
    expectUniform(kernel, 1 / Math.sqrt(3 * 3 * 50));
    expectUniform(bias, 1 / Math.sqrt(3 * 3 * 50));
  });
});

describe('glorotUniform and heNormal', () => {
  it('glorotUniform is uniform in ±√(6/(fanIn + fanOut)), bias zero', () => {
    const [kernel, bias] = valuesOf(mlp({ inputShape: [100], outputShape: [200], initializer: glorotUniform }));
    expectUniform(kernel, Math.sqrt(6 / 300));
    expect(bias).toEqual(new Array(200).fill(0));
    const convolutions = [{ filters: 50, kernelSize: 3 }];
    const [ofConvolution] = valuesOf(
      convolutional({ inputShape: [8, 8, 20], convolutions, initializer: glorotUniform }),
    );
    expectUniform(ofConvolution, Math.sqrt(6 / (9 * 20 + 9 * 50)));
  });

  it('heNormal has mean 0 and variance 2/fanIn, bias zero', () => {
    const [kernel = [], bias] = valuesOf(mlp({ inputShape: [100], outputShape: [200], initializer: heNormal }));
    expect(Math.abs(mean(kernel))).toBeLessThan(5 * Math.sqrt(0.02 / 20_000));
    expect(Math.abs(variance(kernel) - 0.02)).toBeLessThan(5 * 0.02 * Math.sqrt(2 / 20_000));
    expect(bias).toEqual(new Array(200).fill(0));
  });
});

describe('initialize', () => {
  const make = (seed: number) => mlp({ inputShape: [10], hidden: [10], outputShape: [10], seed });

  it('gives the same bits for the same seed and others for another', () => {
    expect(valuesOf(make(5))).toEqual(valuesOf(make(5)));
    const [five, six] = [valuesOf(make(5)), valuesOf(make(6))];
    five.forEach((values, i) => {
      expect(values.filter((value, at) => value === six[i]?.[at]).length).toBeLessThanOrEqual(1);
    });
  });

  it('draws each weight from a stream of its own, over all models given', () => {
    const [a, b] = [make(0), make(0)];
    initialize([a, b], { seed: 5 });
    const kernels = [a, b].flatMap(valuesOf).filter(({ length }) => length === 100);
    expect(kernels.length).toBe(4);
    expect(new Set(kernels.flat()).size).toBeGreaterThan(390);
    expect(valuesOf(a)).toEqual(valuesOf(make(5)));
  });

  it('leaves normalisations, embeddings and frozen layers of a user alone, and reaches into models inside a model', () => {
    const inner = sequential({ layers: [layers.dense({ units: 4, inputShape: [3], name: 'inside' })], name: 'inner' });
    const frozen = layers.dense({ units: 4, trainable: false, kernelInitializer: 'ones', biasInitializer: 'zeros' });
    const model = sequential({
      layers: [inner, layers.batchNormalization({ gammaInitializer: 'ones' }), frozen, layers.dense({ units: 2 })],
    });
    initialize(model, { initializer: ({ shape }) => new Float32Array(shape.reduce((n, m) => n * m, 1)).fill(7) });
    const [kernel, bias, gamma, beta] = valuesOf(inner).concat(valuesOf(model.layers[1] as unknown as LayersModel));
    expect([kernel, bias]).toEqual([new Array(12).fill(7), new Array(4).fill(7)]);
    expect([gamma, beta]).toEqual([new Array(4).fill(1), new Array(4).fill(0)]);
    expect(valuesOf(frozen as unknown as LayersModel)[0]).toEqual(new Array(16).fill(1));
    expect(valuesOf(model.layers[3] as unknown as LayersModel)).toEqual([new Array(8).fill(7), [7, 7]]);
  });

  it('tells an initialiser what it is for', () => {
    const seen: unknown[] = [];
    const initializer: Initializer = (weight, draws) => {
      seen.push(weight);
      return fanInUniform(weight, draws);
    };
    transposedConvolutional({ inputShape: [3], convolutions: [{ filters: 2, kernelSize: 5 }], initializer });
    expect(seen).toEqual([
      { kind: 'kernel', shape: [5, 5, 2, 3], fanIn: 50, fanOut: 75 },
      { kind: 'bias', shape: [2], fanIn: 50, fanOut: 75 },
    ]);
  });

  it('leaks no tensor', () => {
    const model = make(0);
    const before = tf.memory().numTensors;
    initialize(model, { seed: 9 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a model without layers, and an initialiser that gives the wrong number of values', () => {
    expect(() => initialize(sequential({ name: 'empty' }))).toThrow(
      'initialize, model empty: expected a model with layers, received an empty one. Add its layers first.',
    );
    expect(() => initialize(make(0), { initializer: () => new Float32Array(3) })).toThrow(
      'initialize, weight 0: expected 100 values for shape [10,10], received 3. Let the initialiser fill the shape that it gets.',
    );
  });
});
