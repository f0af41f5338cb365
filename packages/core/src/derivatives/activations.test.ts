import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { slopes } from '../../testing/activations.ts';
import { onEachBackend } from '../../testing/backends.ts';
import { deviation, hessianTimes, thirdDerivative, type Vector } from '../../testing/float64.ts';

type Energy = (x: tf.Tensor) => tf.Tensor;
interface Golden {
  inputs: Record<'x' | 'softmax_logits' | 'softmax_v', { shape: number[]; data: number[] }>;
  expected: Record<string, Record<'y' | 'dy_dx' | 'grad_of_dot_v', { data: number[] }>>;
}

const { inputs, expected } = JSON.parse(
  readFileSync(new URL('../../testdata/activations.json', import.meta.url), 'utf8'),
) as Golden;

const x = [-3.1, -1.2, -0.3, 0.4, 0.9, 2.2, 3.7];
const u = [0.7, -1.1, 0.4, 1.3, -0.6, 0.8, -1.4];
const v = [1.2, 0.5, -0.9, 0.3, -1.1, 0.6, 0.8];
const w = [-0.4, 1.5, 0.7, -0.8, 0.9, 1.1, -0.3];

const activation = (name: string) => (x: tf.Tensor) =>
  layers.activation({ activation: name as 'relu' }).apply(x) as tf.Tensor;
/** A quartic beside it, for tfjs refuses to differentiate what does not depend on x. */
const energy = (f: (x: tf.Tensor) => tf.Tensor): Energy => {
  return (x) => tf.add(tf.sum(tf.mul(f(x), u)), tf.sum(tf.div(tf.square(tf.square(x)), 24)));
};
const gradientAlong = (E: Energy, direction: Vector): Energy => {
  const gradient = tf.grad(E);
  return (x) => tf.sum(tf.mul(gradient(x), direction));
};
const gradient64 = (slope: (x: number) => number) => (x: Vector) =>
  x.map((value, i) => (u[i] as number) * slope(value) + value ** 3 / 6);

onEachBackend(() => {
  describe.each(Object.entries(slopes))('%s', (name, slope) => {
    it('has the derivatives that central differences of f′ in float64 have, to the third', () => {
      const E = energy(activation(name));
      const first = tf.grad(E)(tf.tensor1d(x)).dataSync();
      const second = tf.grad(gradientAlong(E, v))(tf.tensor1d(x)).dataSync();
      const third = tf
        .grad(gradientAlong(gradientAlong(E, v), w))(tf.tensor1d(x))
        .dataSync();
      expect(deviation(first, gradient64(slope)(x))).toBeLessThan(2e-6);
      expect(deviation(second, hessianTimes(gradient64(slope), x, v))).toBeLessThan(5e-6);
      expect(deviation(third, thirdDerivative(gradient64(slope), x, v, w))).toBeLessThan(1e-5);
    });
  });

  it('has the golden first derivatives of PyTorch, to ±30', () => {
    const named: Record<string, (x: tf.Tensor) => tf.Tensor> = {
      relu: tf.relu,
      leaky_relu_0_01: (x: tf.Tensor) => tf.leakyRelu(x, 0.01),
      elu: tf.elu,
      selu: tf.selu,
      gelu_exact: activation('gelu'),
      gelu_tanh: activation('gelu_new'),
      silu: activation('swish'),
      softplus: tf.softplus,
      mish: activation('mish'),
      sigmoid: tf.sigmoid,
      tanh: tf.tanh,
      log_sigmoid: tf.logSigmoid,
      hardtanh: (x: tf.Tensor) => tf.clipByValue(x, -1, 1),
    };
    // At a kink PyTorch's hardtanh takes the flat side and tfjs the slope: both are subgradients.
    const kinks = (name: string, i: number) => name === 'hardtanh' && Math.abs(inputs.x.data[i] as number) === 1;
    for (const [name, f] of Object.entries(named)) {
      const y = f(tf.tensor1d(inputs.x.data)).dataSync();
      const slope = tf
        .grad((x) => tf.sum(f(x)))(tf.tensor1d(inputs.x.data))
        .dataSync();
      const golden = expected[name] as Golden['expected'][string];
      const smooth = (values: ArrayLike<number>) => Array.from(values).filter((_, i) => !kinks(name, i));
      expect(deviation(y, golden.y.data), name).toBeLessThan(2e-6);
      expect(deviation(smooth(slope), smooth(golden.dy_dx.data)), name).toBeLessThan(2e-6);
    }
    for (const [name, f] of [['softmax', tf.softmax] as const, ['log_softmax', tf.logSoftmax] as const]) {
      const { shape, data } = inputs.softmax_logits;
      const direction = tf.tensor(inputs.softmax_v.data, inputs.softmax_v.shape);
      const dot = tf.grad((logits: tf.Tensor) => tf.sum(tf.mul(direction, f(logits))))(tf.tensor(data, shape));
      expect(deviation(dot.dataSync(), (expected[name] as Golden['expected'][string]).grad_of_dot_v.data)).toBeLessThan(
        2e-6,
      );
    }
  });

  it('selu′ and selu″ stay finite where exp overflows', () => {
    const slope = tf.grad((x: tf.Tensor) => tf.sum(tf.selu(x)));
    const curvature = tf.grad((x: tf.Tensor) => tf.sum(slope(x)))(tf.tensor1d([-200, 200]));
    expect([...curvature.dataSync()]).toEqual([0, 0]);
  });
});
