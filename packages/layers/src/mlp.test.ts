import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { mlp } from './mlp.ts';

describe('mlp', () => {
  it("makes the lecture's encoder 784-128-64-12-2 and its mirror", () => {
    const encoder = mlp({ inputShape: [28, 28, 1], hidden: [128, 64, 12], outputShape: [2] });
    const decoder = mlp({
      inputShape: [2],
      hidden: [12, 64, 128],
      outputShape: [28, 28, 1],
      outputActivation: 'sigmoid',
    });
    expect([encoder.inputs[0]?.shape, encoder.outputShape]).toEqual([
      [null, 28, 28, 1],
      [null, 2],
    ]);
    expect([decoder.inputs[0]?.shape, decoder.outputShape]).toEqual([
      [null, 2],
      [null, 28, 28, 1],
    ]);
    const parameters = (widths: number[]) =>
      widths.slice(1).reduce((sum, n, i) => sum + n * (widths[i] as number) + n, 0);
    expect(encoder.countParams()).toBe(parameters([784, 128, 64, 12, 2]));
    expect(decoder.countParams()).toBe(parameters([2, 12, 64, 128, 784]));
  });

  it('computes W₂·relu(W₁x + b₁) + b₂', () => {
    const model = mlp({ inputShape: [2], hidden: [3], outputShape: [1] });
    model.setWeights([
      tf.tensor2d([
        [1, -1, 2],
        [0, 1, -1],
      ]),
      tf.tensor1d([0.5, 0, -4]),
      tf.tensor2d([[1], [10], [100]]),
      tf.tensor1d([7]),
    ]);
    const y = model.predict(tf.tensor2d([[1, 2]])) as tf.Tensor;
    expect([...y.dataSync()]).toEqual([1.5 + 10 * 1 + 100 * 0 + 7]);
  });

  it('reads and writes an image row by row', () => {
    const model = mlp({ inputShape: [2, 2, 1], outputShape: [2, 2, 1] });
    model.setWeights([tf.eye(4), tf.zeros([4])]);
    const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const y = model.predict(x) as tf.Tensor;
    expect([y.shape, [...y.dataSync()]]).toEqual([x.shape, [1, 2, 3, 4]]);
  });

  it('stands beside another one of the same names in one process and in one model', () => {
    const [a, b] = [1, 2].map((seed) => mlp({ inputShape: [2], hidden: [3], outputShape: [2], seed }));
    if (a === undefined || b === undefined) throw new Error('two models were made');
    const names = [...a.weights, ...b.weights].map((weight) => weight.name);
    expect(new Set(names).size).toBe(8);
    const x = tf.tensor2d([[0.3, -0.4]]);
    const both = b.apply(a.apply(x)) as tf.Tensor;
    const before = [...both.dataSync()];
    a.dispose();
    expect((b.predict(x) as tf.Tensor).shape).toEqual([1, 2]);
    expect(before.every(Number.isFinite)).toBe(true);
  });

  it('frees all it made when it is disposed of', () => {
    const before = tf.memory().numTensors;
    mlp({ inputShape: [2], hidden: [3], outputShape: [2] }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [
      { hidden: [0] },
      'mlp, hidden: expected whole numbers of at least 1, received [0]. Sizes count units, pixels or channels.',
    ],
    [
      { outputShape: [] },
      'mlp, outputShape: expected at least one size, received []. Give the shape of one example, without the batch.',
    ],
    [
      { inputShape: [-1] },
      'mlp, inputShape: expected whole numbers of at least 1, received [-1]. Sizes count units, pixels or channels.',
    ],
  ])('refuses sizes that are none: %o', (options, message) => {
    expect(() => mlp({ inputShape: [2], outputShape: [2], ...options })).toThrow(message);
  });
});
