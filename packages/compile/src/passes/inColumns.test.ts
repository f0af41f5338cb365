import '@tensorflow/tfjs-backend-cpu';
import { eager, type StepFunction, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Graph, input, type Value } from '../graph/graph.ts';
import { listing } from '../graph/listing.ts';
import { binary, gemm, matmul, reduce, reshape, unary } from '../graph/ops.ts';
import { compile } from '../node.ts';
import { numbers } from '../testing/agreement.ts';
import { inColumns } from './inColumns.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [images, inner, outer] = [4, 500, 600];
const w = input('state/0', 'float32', [outer, inner]);
const b = input('state/1', 'float32', [inner]);
const x = input('x', 'float32', [images, outer]);
const ones = input('ones', 'float32', [1, images]);

/** H = relu(X·W + b), and what `more` makes of it. */
const step = (more: (h: Value) => Record<string, Value>): Graph => ({
  inputs: [w, b, x, ones],
  outputs: more(unary('Relu', gemm(x, w, { bias: b }))),
});
const lines = (graph: Graph) => listing(graph).trim().split('\n').slice(graph.inputs.length);

describe('a batch in columns', () => {
  it('is computed as Wᵀ·Xᵀ + b, its gradients from rows, its sums over the other axis', () => {
    const graph = step((h) => ({
      'out/norms': reduce('ReduceSum', binary('Mul', h, h), [1]),
      'next/0': binary('Sub', w, gemm(x, h, { transA: true })),
      'next/1': binary('Sub', b, reshape(matmul(ones, h), [inner])),
    }));
    expect(lines(inColumns(graph))).toEqual([
      '%0 float32[500,1] = Reshape(state/1, [500,1])',
      '%1 float32[500,4] = Gemm(state/0, x, %0, transA=1, transB=1)',
      '%2 float32[500,4] = Relu(%1)',
      '%3 float32[500,4] = Mul(%2, %2)',
      '%4 float32[4] = ReduceSum(%3, [0], keepdims=0)',
      '%5 float32[600,500] = Gemm(x, %2, transA=1, transB=1)',
      '%6 float32[600,500] = Sub(state/0, %5)',
      '%7 float32[1,500] = Gemm(ones, %2, transA=0, transB=1)',
      '%8 float32[500] = Reshape(%7, [500])',
      '%9 float32[500] = Sub(state/1, %8)',
      'output out/norms = %4',
      'output next/0 = %6',
      'output next/1 = %9',
    ]);
  });

  it('has data that the cost reads too in one layout', () => {
    const back = gemm(unary('Relu', gemm(x, w)), w, { transB: true });
    const graph = {
      inputs: [w, x],
      outputs: { 'out/difference': reduce('ReduceSum', binary('Sub', back, x), [0, 1]) },
    };
    expect(lines(inColumns(graph)).slice(0, 2)).toEqual([
      '%0 float32[600,4] = Transpose(x, perm=[1,0])',
      '%1 float32[500,4] = Gemm(state/0, %0, transA=1, transB=0)',
    ]);
    expect(lines(inColumns(graph)).join()).not.toMatch(/Transpose.*Transpose/);
  });

  it('is left in rows where a convolution has many places of an image for a few wide weights', () => {
    const places = 50;
    const given = input('array/x', 'float32', [images, places * outer]);
    const y = gemm(reshape(given, [images * places, outer]), w);
    const graph = { inputs: [given, w], outputs: { 'out/y': reshape(y, [images, places * inner]) } };
    expect(inColumns(graph)).toBe(graph);
  });

  it('is left in rows for narrow weights and for many transpositions', () => {
    const narrow = { inputs: [x], outputs: { 'out/y': gemm(x, input('state/0', 'float32', [outer, 20])) } };
    expect(inColumns(narrow)).toBe(narrow);
    // 1100 numbers an image are transposed: for 256 images fewer than 260 · 1100 weights and more than 240 · 1100, whatever the batch.
    const flat = (rows: number, inputs: number) => {
      const y = gemm(input('x', 'float32', [rows, inputs]), input('state/0', 'float32', [inputs, 1100]));
      return { inputs: [], outputs: { 'out/y': reshape(y, [rows * 1100]) } };
    };
    for (const rows of [2, 96, 2048]) {
      expect(lines(inColumns(flat(rows, 260))).join()).toContain('Transpose');
      const many = flat(rows, 240);
      expect(inColumns(many)).toBe(many);
    }
  });

  it('is left in rows where a state would be transposed', () => {
    const tied = gemm(unary('Relu', gemm(x, w)), w, { transB: true });
    const kept = input('state/1', 'float32', [images, outer]);
    const graph = { inputs: [w, x, kept], outputs: { 'next/1': binary('Add', kept, tied) } };
    expect(inColumns(graph)).toBe(graph);
  });

  it('is left as it is where it is in columns already', () => {
    const columns = { inputs: [w, x], outputs: { 'out/y': gemm(w, x, { transA: true, transB: true }) } };
    expect(lines(inColumns(columns))).toEqual(lines(columns));
  });
});

describe('a compiled step with wide weights', () => {
  const data = table(numbers([12, 530], { low: 0, high: 1 }).dataSync() as Float32Array, [12, 530]);
  /** A network with what meets a batch: rows, columns and numbers, sums over each axis, a softmax, noise, weights that are tied. */
  const cost = (y: tf.Tensor2D, noise: tf.Tensor2D, [w, b, v]: readonly tf.Variable[]): tf.Scalar => {
    const h = tf.tanh(tf.add(tf.matMul(y, w as tf.Tensor2D), b as tf.Tensor));
    const code = tf.add(tf.matMul(h, v as tf.Tensor2D), tf.mul(noise, 0.1));
    const shares = tf.softmax(code);
    const scaled = tf.mul(shares, tf.norm(code, 2, 1, true));
    const back = tf.sigmoid(tf.matMul(tf.matMul(scaled, v as tf.Tensor2D, false, true), w as tf.Tensor2D, false, true));
    const centred = tf.sub(back, tf.mean(back, 0, true));
    return tf.addN([tf.mean(tf.square(tf.sub(back, y))), tf.mean(tf.abs(centred)), tf.mul(1e-3, tf.sum(tf.square(h)))]);
  };

  const first = () => [
    numbers([530, 500], { low: -0.05, high: 0.05 }).dataSync().slice() as Float32Array,
    numbers([500], { seed: 2 }).dataSync().slice() as Float32Array,
    numbers([500, 3], { seed: 3, low: -0.2, high: 0.2 }).dataSync().slice() as Float32Array,
  ];
  const batches = [[0, 1, 2, 3, 4], [5, 6, 7], [8, 9, 10, 11, 0], [3], [4, 2, 9, 10, 1]];
  /** The losses and weights of steps `from` … `to` − 1, from these weights on. */
  const train = async (how: 'eager' | 'compiled', from: number, to: number, weights: readonly Float32Array[]) => {
    const state = [[530, 500], [500], [500, 3]].map((shape, k) =>
      tf.variable(tf.tensor(weights[k]?.slice() ?? [], shape)),
    );
    const step: StepFunction = ({ y }, random) => {
      const noise = random.normal([(y as tf.Tensor).shape[0] as number, 3]) as tf.Tensor2D;
      const { grads, value } = tf.variableGrads(() => cost(y as tf.Tensor2D, noise, state), state);
      for (const variable of state) variable.assign(tf.sub(variable, tf.mul(grads[variable.name] as tf.Tensor, 0.05)));
      return { value };
    };
    const program = how === 'compiled' ? compile(step, { state, threads: 1 }) : await eager().program(step, state);
    const losses: number[] = [];
    for (let i = from; i < to; i++) {
      const rows = Int32Array.from(batches[i] ?? []);
      const { value } = await program.run({ y: { table: data, rows } }, { seed: 1, step: i });
      losses.push(Number(value?.values[0]));
    }
    await program.read();
    program.dispose();
    const reached = state.map((variable) => variable.dataSync().slice() as Float32Array);
    tf.dispose(state);
    return { losses, weights: reached };
  };

  it('leaves the weights of the eager one, over batches of two sizes', async () => {
    const [expected, received] = [await train('eager', 0, 5, first()), await train('compiled', 0, 5, first())];
    expected.losses.forEach((loss, i) => {
      expect((received.losses[i] as number) / loss).toBeCloseTo(1, 5);
    });
    expected.weights.forEach((values, k) => {
      const apart = values.map((value, i) => Math.abs(value - (received.weights[k]?.[i] ?? Number.NaN)));
      expect(apart.reduce((most, each) => Math.max(most, each), 0)).toBeLessThan(1e-5);
    });
  });

  it.each([1, 3])('goes on with the same bits when it begins again at a shorter batch, step %i', async (at) => {
    const whole = await train('compiled', 0, 5, first());
    const before = await train('compiled', 0, at, first());
    const after = await train('compiled', at, 5, before.weights);
    expect([...before.losses, ...after.losses]).toEqual(whole.losses);
    after.weights.forEach((values, k) => {
      expect(values.findIndex((value, i) => !Object.is(value, whole.weights[k]?.[i]))).toBe(-1);
    });
  });
});
