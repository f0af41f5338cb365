import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { slopes } from '../../testing/activations.ts';
import { onEachBackend } from '../../testing/backends.ts';
import { deviation } from '../../testing/float64.ts';

/** Row-major numbers in float64: W is [inputs, units]. */
type Weights = readonly [W1: number[], b1: number[], W2: number[], b2: number[]];

const inputs = 3;
const hidden = 4;
const outputs = 2;
const batch = [
  [0.3, -1.2, 0.8],
  [1.1, 0.4, -0.6],
];
const weights: Weights = [
  Array.from({ length: inputs * hidden }, (_, i) => Math.sin(1.7 * i * i + 0.2)),
  Array.from({ length: hidden }, (_, i) => Math.cos(i) / 3),
  Array.from({ length: hidden * outputs }, (_, i) => Math.cos(1.3 * i * i + 0.5)),
  Array.from({ length: outputs }, (_, i) => Math.sin(i + 1) / 4),
];
const functions: Record<string, (x: number) => number> = {
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  elu: (x) => (x >= 0 ? x : Math.expm1(x)),
  softplus: (x) => Math.log1p(Math.exp(x)),
};

function dense(x: number[], W: number[], b: number[]): number[] {
  return b.map((bias, u) => x.reduce((sum, value, i) => sum + value * (W[i * b.length + u] as number), bias));
}

/** Σ over the batch of ‖∂(h₁ + h₂)/∂y‖² for h = f(W₂ᵀ f(W₁ᵀ y + b₁) + b₂), in float64. */
function penalty([W1, b1, W2, b2]: Weights, name: string): number {
  const f = functions[name] as (x: number) => number;
  const slope = slopes[name] as (x: number) => number;
  return batch.reduce((sum, y) => {
    const first = dense(y, W1, b1);
    const second = dense(first.map(f), W2, b2).map(slope);
    const back = first.map(
      (at, u) => slope(at) * second.reduce((sum, value, o) => sum + value * (W2[u * outputs + o] as number), 0),
    );
    const gradient = y.map((_, i) => back.reduce((sum, value, u) => sum + value * (W1[i * hidden + u] as number), 0));
    return sum + gradient.reduce((sum, value) => sum + value * value, 0);
  }, 0);
}

/** Central differences of the penalty by each weight, in float64. */
function slopesOfPenalty(name: string, h = 1e-5): number[][] {
  return weights.map((tensor, t) =>
    tensor.map((_, i) => {
      const at = (shift: number) =>
        penalty(
          weights.map((w, k) => w.map((v, j) => (k === t && j === i ? v + shift : v))) as unknown as Weights,
          name,
        );
      return (at(h) - at(-h)) / (2 * h);
    }),
  );
}

onEachBackend(() => {
  describe.each(Object.keys(functions))('a penalty on the gradient of Dense(%s), Dense(%s)', (name) => {
    it('has the gradients by every weight that finite differences have', () => {
      const activation = name as 'tanh';
      const net = sequential({
        layers: [
          layers.dense({ units: hidden, activation, inputShape: [inputs] }),
          layers.dense({ units: outputs, activation }),
        ],
      });
      net.setWeights(net.getWeights().map((w, i) => tf.tensor(weights[i] as number[], w.shape)));
      const y = tf.tensor2d(batch);
      const slope = tf.grad((y: tf.Tensor) => tf.sum(net.apply(y) as tf.Tensor));
      const variables = net.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(slope(y))), variables);
      expect(value.dataSync()[0]).toBeCloseTo(penalty(weights, name), 4);
      slopesOfPenalty(name).forEach((exact, i) => {
        const mine = grads[(variables[i] as tf.Variable).name] as tf.Tensor;
        expect(deviation(mine.dataSync(), exact)).toBeLessThan(1e-5);
      });
      net.dispose();
    });
  });

  it('through fused products, as one that is called without layers', () => {
    const [W1, b1] = [tf.tensor2d(weights[0] as number[], [inputs, hidden]), tf.tensor1d(weights[1] as number[])];
    const fused = (y: tf.Tensor, activation: 'sigmoid' | 'linear') =>
      tf.fused.matMul({ a: y as tf.Tensor2D, b: W1, bias: b1, activation });
    const apart = (y: tf.Tensor) => tf.sigmoid(tf.add(tf.matMul(y as tf.Tensor2D, W1), b1));
    const curvature = (f: (y: tf.Tensor) => tf.Tensor) => {
      const slope = tf.grad((y: tf.Tensor) => tf.sum(tf.square(f(y))));
      return tf
        .grad((y: tf.Tensor) => tf.sum(tf.square(slope(y))))(tf.tensor2d(batch))
        .dataSync();
    };
    expect(
      deviation(
        curvature((y) => fused(y, 'sigmoid')),
        curvature(apart),
      ),
    ).toBeLessThan(2e-6);
    expect(
      deviation(
        curvature((y) => tf.sigmoid(fused(y, 'linear'))),
        curvature(apart),
      ),
    ).toBeLessThan(2e-6);
  });
});
