import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../../testdata/transformer_block.json';
import {
  blockWeights,
  cachedBlock,
  causalAttention,
  embed,
  gelu,
  gridPositions,
  layerNorm,
  namedVariables,
  transformerBlock,
  weightDraws,
} from '../index.ts';

const stored = ({ shape, data }: { shape: number[]; data: number[] }) => tf.tensor(data, shape);
const numbers = (x: tf.Tensor) => [...x.dataSync()];
const apart = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
const { heads } = golden;

beforeAll(() => tf.setBackend('cpu'));

type Name = keyof typeof golden.weights;
// PyTorch's keys have a bias, which nothing depends on
const names = (Object.keys(golden.weights) as Name[]).filter((name) => name !== 'kb');
const blockOf = (w: Record<Name, tf.Tensor>) => ({
  attentionNorm: { gain: w.gain1, bias: w.bias1 },
  attention: {
    query: { kernel: w.q, bias: w.qb },
    key: { kernel: w.k },
    value: { kernel: w.v, bias: w.vb },
    output: { kernel: w.o, bias: w.ob },
  },
  feedForwardNorm: { gain: w.gain2, bias: w.bias2 },
  feedForward: { up: { kernel: w.up, bias: w.upb }, down: { kernel: w.down, bias: w.downb } },
});
const named = (tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i]])) as Record<Name, tf.Tensor>;
const goldenWeights = () => named(names.map((name) => stored(golden.weights[name])));

describe('golden values of PyTorch in float64, to 1e-5', () => {
  const input = (w: Record<Name, tf.Tensor>) => tf.add(embed(stored(golden.tokens), w.table), w.positions);

  it('of a normalisation, an attention and a block', () => {
    const w = goldenWeights();
    const norm = layerNorm(input(w), { gain: w.gain1, bias: w.bias1 });
    expect(apart(norm, stored(golden.norm))).toBeLessThan(1e-5);
    const { attention } = blockOf(w);
    expect(apart(causalAttention(norm, attention, { heads }), stored(golden.attention))).toBeLessThan(1e-5);
    expect(apart(transformerBlock(input(w), blockOf(w), { heads }), stored(golden.y))).toBeLessThan(1e-5);
  });

  it('of the gradients by all weights, embedding and positions included', () => {
    const projected = (...tensors: tf.Tensor[]) => {
      const w = named(tensors);
      return tf.sum(tf.mul(transformerBlock(input(w), blockOf(w), { heads }), stored(golden.dy)));
    };
    const gradients = tf.grads(projected)(Object.values(goldenWeights()));
    names.forEach((name, i) => {
      const wanted = stored(golden.gradients[name]);
      const size = Math.max(1, ...numbers(tf.abs(wanted)));
      expect(apart(gradients[i] as tf.Tensor, wanted) / size, name).toBeLessThan(1e-5);
    });
  });
});

describe('layerNorm', () => {
  it('has a mean of b and a variance of g², wherever x lies', () => {
    const x = tf.add(tf.mul(tf.reshape(tf.sin(tf.range(0, 24)), [2, 3, 4]), 5), 3);
    const y = layerNorm(x, { gain: tf.fill([4], 2), bias: tf.fill([4], 0.5) });
    const { mean, variance } = tf.moments(y, -1);
    expect(apart(mean, tf.fill([2, 3], 0.5))).toBeLessThan(1e-5);
    expect(apart(variance, tf.fill([2, 3], 4))).toBeLessThan(1e-4);
  });

  it('has a second derivative that matches finite differences of the first', () => {
    const [gain, bias] = [tf.tensor1d([1, -2, 0.5]), tf.zeros([3])];
    const slope = tf.grad((x: tf.Tensor) => tf.sum(tf.square(layerNorm(x, { gain, bias }))));
    const [x, direction] = [tf.tensor2d([[0.3, -1, 2]]), tf.tensor2d([[1, 0.5, -0.2]])];
    const exact = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(slope(x), direction)))(x);
    const h = 1e-2;
    const ahead = slope(tf.add(x, tf.mul(direction, h)));
    const back = slope(tf.sub(x, tf.mul(direction, h)));
    expect(apart(exact, tf.div(tf.sub(ahead, back), 2 * h))).toBeLessThan(2e-3);
  });
});

describe('embed', () => {
  const tokens = tf.tensor2d([[0, 599, 7]]);
  it.each([[8], [600]])('gives rows of a table of %d entries, and counts them in its gradient', (entries) => {
    const table = tf.reshape(tf.range(0, 2 * entries), [entries, 2]);
    const few = tf.minimum(tokens, entries - 1);
    const last = entries - 1;
    expect(numbers(embed(few, table))).toEqual([0, 1, 2 * last, 2 * last + 1, 14, 15]);
    const gradient = tf.grad((table: tf.Tensor) => tf.sum(embed(few, table)))(table);
    expect(gradient.shape).toEqual([entries, 2]);
    expect(numbers(tf.sum(gradient, 1))[last]).toBe(entries === 8 ? 4 : 2);
    expect(numbers(tf.sum(gradient))).toEqual([6]);
  });

  it('adds the position of the row and of the column, row after row', () => {
    expect(numbers(gridPositions(tf.tensor2d([[10], [20]]), tf.tensor2d([[1], [2], [3]])))).toEqual([
      11, 12, 13, 21, 22, 23,
    ]);
  });
});

it('gelu is x Φ(x): odd part x/2, 0 and x far out', () => {
  const x = tf.tensor1d([-30, -1.3, 0, 1.3, 30]);
  const y = numbers(gelu(x));
  expect(y[0]).toBeCloseTo(0, 6);
  expect((y[3] as number) - (y[1] as number)).toBeCloseTo(1.3, 5);
  expect(y[4]).toBeCloseTo(30, 5);
});

it('gelu has the derivatives Φ + x Φ′ and Φ′ (2 − x²)', () => {
  const x = tf.tensor1d([-12, -1.5, 0, 0.7, 12]);
  const density = (x: number) => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const slope = tf.grad(gelu);
  const h = 1e-2;
  const differences = tf.div(tf.sub(gelu(tf.add(x, h)), gelu(tf.sub(x, h))), 2 * h);
  expect(apart(slope(x), differences)).toBeLessThan(1e-4);
  const second = numbers(tf.grad((x) => tf.sum(slope(x)))(x));
  [-12, -1.5, 0, 0.7, 12].forEach((x, i) => {
    expect(second[i]).toBeCloseTo(density(x) * (2 - x ** 2), 5);
  });
});

describe('transformerBlock', () => {
  const block = () => blockWeights(weightDraws({ seed: 1 }), { width: 8, hidden: 12 });
  const x = tf.reshape(tf.sin(tf.mul(tf.range(0, 2 * 5 * 8), 1.7)), [2, 5, 8]);

  it('lets a changed token change no token before it, to the bit', () => {
    const weights = block();
    const before = transformerBlock(x, weights, { heads });
    for (let token = 0; token < 5; token++) {
      const bump = tf.mul(tf.oneHot(token, 5), 1e3);
      const after = transformerBlock(tf.add(x, tf.reshape(bump, [1, 5, 1])), weights, { heads });
      const rows = (y: tf.Tensor, from: number, size: number) => numbers(tf.slice(y, [0, from, 0], [2, size, 8]));
      expect(rows(after, 0, token)).toEqual(rows(before, 0, token));
      expect(rows(after, token, 5 - token)).not.toEqual(rows(before, token, 5 - token));
    }
  });

  it('gives token after token from a cache what it gives all at once', () => {
    const weights = block();
    const whole = transformerBlock(x, weights, { heads });
    // What a cache holds after the position is not seen.
    let cache = { keys: tf.fill([2, 2, 5, 4], 9) as tf.Tensor, values: tf.fill([2, 2, 5, 4], 9) as tf.Tensor };
    for (let token = 0; token < 5; token++) {
      const one = tf.slice(x, [0, token, 0], [2, 1, 8]);
      const next = cachedBlock(one, weights, { heads, cache, position: tf.scalar(token) });
      expect(apart(next.y, tf.slice(whole, [0, token, 0], [2, 1, 8]))).toBeLessThan(1e-5);
      cache = next.cache as typeof cache;
    }
  });

  it('leaves no tensor but what it gives', () => {
    const weights = block();
    const before = tf.memory().numTensors;
    tf.dispose(transformerBlock(x, weights, { heads }));
    const cache = { keys: tf.zeros([2, 2, 5, 4]), values: tf.zeros([2, 2, 5, 4]) };
    const [one, position] = [tf.slice(x, [0, 0, 0], [2, 1, 8]), tf.scalar(0)];
    tf.dispose([cachedBlock(one, weights, { heads, cache, position }), cache, one, position]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses heads that do not divide the width', () => {
    expect(() => transformerBlock(x, block(), { heads: 3 })).toThrow(
      'attention: expected a width divisible by the 3 heads, received 8. Choose a width that is a multiple of the heads.',
    );
  });
});

describe('weightDraws', () => {
  it('names variables by their path and draws each from the seed and its place', () => {
    const two = () =>
      namedVariables({ blocks: [0, 1].map(() => blockWeights(weightDraws({ seed: 4 }), { width: 4 })) });
    const variables = two();
    expect(Object.keys(variables)).toContain('blocks/1/attention/query/kernel');
    expect(Object.keys(variables)).toHaveLength(30);
    const again = two();
    for (const [name, variable] of Object.entries(variables)) {
      expect(numbers(again[name] as tf.Tensor)).toEqual(numbers(variable));
    }
    const kernel = variables['blocks/0/attention/query/kernel'] as tf.Variable;
    expect(numbers(kernel)).not.toEqual(numbers(variables['blocks/0/attention/key/kernel'] as tf.Variable));
    const { mean, variance } = tf.moments(weightDraws({ seed: 1 }).normal([100, 100]));
    expect(Math.abs(mean.dataSync()[0] as number)).toBeLessThan(8e-4);
    expect(Math.sqrt(variance.dataSync()[0] as number)).toBeCloseTo(0.02, 3);
  });
});
