import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { onEachBackend } from '../../testing/backends.ts';
import { deviation, type Gradient, hessianTimes, type Vector } from '../../testing/float64.ts';
import { exactDerivatives } from './exactDerivatives.ts';

type Energy = (x: tf.Tensor) => tf.Tensor;

/** H(x)·v by two nested gradients. */
function hessianTimesByTfjs(E: Energy, x: Vector, v: Vector): Float32Array {
  return tf.tidy(() => {
    const gradient = tf.grad(E);
    const along = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(gradient(x), tf.tensor1d(v as number[]))));
    return along(tf.tensor1d(x as number[])).dataSync<'float32'>();
  });
}

const x = [0.3, 1.1, 0.6, 1.9, 0.8, 1.4];
const v = [1.2, -0.5, 0.9, 0.3, -1.1, 0.6];
const u = [0.7, 1.1, -0.4, 1.3, -0.6, 0.8];
const dot = (a: Vector, b: Vector) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const softmax = (x: Vector) => {
  const exps = x.map(Math.exp);
  const sum = exps.reduce((a, b) => a + b);
  return exps.map((value) => value / sum);
};
const eachBy = (slope: (x: number, u: number) => number): Gradient => {
  return (x) => x.map((value, i) => slope(value, u[i] as number));
};
const weighted = (f: (x: tf.Tensor) => tf.Tensor): Energy => {
  return (x) => tf.sum(tf.mul(f(x), tf.tensor1d(u)));
};
const square = (f: (x: tf.Tensor) => tf.Tensor): Energy => {
  return (x) => tf.sum(tf.square(f(x)));
};
const largest = (x: Vector) => x.map((value) => Number(value === Math.max(...x)));
const smallest = (x: Vector) => x.map((value) => Number(value === Math.min(...x)));

const energies: readonly [name: string, energy: Energy, gradient: Gradient][] = [
  ['Σ u·exp(x)', weighted(tf.exp), eachBy((x, u) => u * Math.exp(x))],
  ['Σ u·expm1(x)', weighted(tf.expm1), eachBy((x, u) => u * Math.exp(x))],
  ['Σ u·√x', weighted(tf.sqrt), eachBy((x, u) => (u * 0.5) / Math.sqrt(x))],
  [
    'u·softmax(x)',
    weighted((x) => tf.softmax(x)),
    (x) => {
      const s = softmax(x);
      return s.map((value, i) => value * ((u[i] as number) - dot(u, s)));
    },
  ],
  [
    'u·logSoftmax(x)',
    weighted((x) => tf.logSoftmax(x)),
    (x) => {
      const s = softmax(x);
      const sum = u.reduce((a, b) => a + b);
      return s.map((value, i) => (u[i] as number) - sum * value);
    },
  ],
  ['log Σ exp(x)', (x) => tf.logSumExp(x), softmax],
  ['Σ u·log σ(x)', weighted(tf.logSigmoid), eachBy((x, u) => u / (1 + Math.exp(x)))],
  ['Σ u·x^2.5', weighted((x) => tf.pow(x, 2.5)), eachBy((x, u) => u * 2.5 * x ** 1.5)],
  ['Σ u·1.7^x', weighted((x) => tf.pow(1.7, x)), eachBy((x, u) => u * Math.log(1.7) * 1.7 ** x)],
  ['Σ u·x^x', weighted((x) => tf.pow(x, x)), eachBy((x, u) => u * x ** x * (Math.log(x) + 1))],
  ['max(x)²', square(tf.max), (x) => largest(x).map((one) => 2 * one * Math.max(...x))],
  ['min(x)²', square(tf.min), (x) => smallest(x).map((one) => 2 * one * Math.min(...x))],
  ['Σ max(x, 1)²', square((x) => tf.maximum(x, 1)), eachBy((x) => (x > 1 ? 2 * x : 0))],
  ['Σ min(x, 1)²', square((x) => tf.minimum(x, 1)), eachBy((x) => (x < 1 ? 2 * x : 0))],
  ['Σ clip(x, ½, 1½)²', square((x) => tf.clipByValue(x, 0.5, 1.5)), eachBy((x) => (x > 0.5 && x < 1.5 ? 2 * x : 0))],
  [
    'Σ leakyRelu(x − 1)²',
    square((x) => tf.leakyRelu(tf.sub(x, 1), 0.1)),
    eachBy((x) => 2 * (x - 1) * (x > 1 ? 1 : 0.01)),
  ],
  [
    'Σ prelu(x − 1)²',
    square((x) => tf.prelu(tf.sub(x, 1), tf.scalar(0.1))),
    eachBy((x) => 2 * (x - 1) * (x > 1 ? 1 : 0.01)),
  ],
  [
    'where(x > 1, x³, 0)',
    (x) => tf.sum(tf.where(tf.greater(x, 1), tf.pow(x, 3), tf.zerosLike(x))),
    eachBy((x) => (x > 1 ? 3 * x ** 2 : 0)),
  ],
  [
    'a user’s customGrad that saves its output',
    weighted(
      tf.customGrad((...args) => {
        const [x, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
        const y = tf.exp(x);
        save([y]);
        return { value: y, gradFunc: (dy, saved) => tf.mul(dy, saved[0] as tf.Tensor) };
      }),
    ),
    eachBy((x, u) => u * Math.exp(x)),
  ],
];

onEachBackend(() => {
  it.each(energies)('the second derivative of %s is that of float64', (_, energy, gradient) => {
    expect(deviation(tf.grad(energy)(tf.tensor1d(x)).dataSync(), gradient(x))).toBeLessThan(3e-6);
    expect(deviation(hessianTimesByTfjs(energy, x, v), hessianTimes(gradient, x, v))).toBeLessThan(1e-5);
  });

  it('∂²(aᵇ)/∂a∂b = aᵇ⁻¹(1 + b log a)', () => {
    const mixed = tf.grad((b: tf.Tensor) => tf.sum(tf.grad((a: tf.Tensor) => tf.sum(tf.pow(a, b)))(tf.tensor1d(x))));
    const exact = x.map((a, i) => a ** ((v[i] as number) - 1) * (1 + (v[i] as number) * Math.log(a)));
    expect(deviation(mixed(tf.tensor1d(v)).dataSync(), exact)).toBeLessThan(1e-5);
  });

  it('∇ mirrorPad adds what the images receive, and floorDiv is flat', () => {
    const received = tf.grad((x: tf.Tensor) =>
      tf.sum(tf.mul(tf.mirrorPad(x, [[2, 1]], 'reflect'), [1, 2, 3, 4, 5, 6])),
    );
    expect([...received(tf.tensor1d([1, 2, 3])).dataSync()]).toEqual([3, 2 + 4 + 6, 1 + 5]);
    const edges = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(tf.mirrorPad(x, [[2, 1]], 'symmetric'), [1, 2, 3, 4, 5, 6])));
    expect([...edges(tf.tensor1d([1, 2, 3])).dataSync()]).toEqual([2 + 3, 1 + 4, 5 + 6]);
    const flat = tf.grad((x: tf.Tensor) => tf.sum(tf.floorDiv(x, tf.tensor1d([0.7, 0.7]))));
    expect([...flat(tf.tensor1d([1, 2])).dataSync()]).toEqual([0, 0]);
  });

  it('of tf.losses.softmaxCrossEntropy, which saves what lies between, throws; its first derivative is softmax(x) − y', () => {
    const [labels, logits] = [tf.tensor2d([[1, 0]]), tf.tensor2d([[0.3, -0.2]])];
    const cost = (x: tf.Tensor) => tf.losses.softmaxCrossEntropy(labels, x) as tf.Tensor;
    const slope = tf.grad(cost);
    const p = 1 / (1 + Math.exp(-0.5));
    expect(deviation(slope(logits).dataSync(), [p - 1, 1 - p])).toBeLessThan(1e-6);
    const says = /saves a tensor computed between them.*Write that cost with tf.logSoftmax/;
    expect(() => tf.grad((x) => tf.sum(tf.square(slope(x))))(logits)).toThrow(says);
    const beside = tf.grad((x) => tf.add(cost(x), tf.sum(tf.square(x))));
    expect(() => tf.grad((x) => tf.sum(tf.square(beside(x))))(logits)).toThrow(says);
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    hessianTimesByTfjs(weighted(tf.tanh), x, v);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('exactDerivatives', () => {
  it('may be called again, and puts its own gradients back after another import has replaced them', () => {
    const mended = tf.getGradient(tf.Selu) as tf.GradConfig;
    const record = (tf.engine() as unknown as Record<string, unknown>).addTapeNode;
    tf.registerGradient({ ...mended });
    exactDerivatives();
    exactDerivatives();
    expect(tf.getGradient(tf.Selu)).toBe(mended);
    expect((tf.engine() as unknown as Record<string, unknown>).addTapeNode).toBe(record);
  });

  it('says so where tfjs has no gradient at all', () => {
    const add = tf.getGradient(tf.Add) as tf.GradConfig;
    tf.unregisterGradient(tf.Add);
    expect(exactDerivatives).toThrow(
      "exactDerivatives: expected tfjs's gradient functions, received none, for tfjs-core registers none by itself. Import @tensorflow/tfjs-layers or @tensorflow/tfjs before: either registers them.",
    );
    tf.registerGradient(add);
  });
});
