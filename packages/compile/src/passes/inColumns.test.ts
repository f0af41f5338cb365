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

  it('is left in rows for narrow weights and for many transpositions', () => {
    const narrow = { inputs: [x], outputs: { 'out/y': gemm(x, input('state/0', 'float32', [outer, 20])) } };
    expect(inColumns(narrow)).toBe(narrow);
    const flat = (rows: number) => {
      const y = gemm(input('x', 'float32', [rows, outer]), w);
      return { inputs: [w], outputs: { 'out/y': reshape(y, [rows * inner]) } };
    };
    const [few, many] = [flat(600), flat(601)];
    expect(lines(inColumns(few)).join()).toContain('Transpose');
    expect(inColumns(many)).toBe(many);
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

  it('leaves the weights of the eager one, over batches of two sizes', async () => {
    const trained = async (compiled: boolean) => {
      const state = [
        tf.variable(numbers([530, 500], { low: -0.05, high: 0.05 })),
        tf.variable(numbers([500], { seed: 2 })),
        tf.variable(numbers([500, 3], { seed: 3, low: -0.2, high: 0.2 })),
      ];
      const inner: StepFunction = ({ y }, random) => {
        const noise = random.normal([(y as tf.Tensor).shape[0] as number, 3]) as tf.Tensor2D;
        const { grads, value } = tf.variableGrads(() => cost(y as tf.Tensor2D, noise, state), state);
        for (const variable of state)
          variable.assign(tf.sub(variable, tf.mul(grads[variable.name] as tf.Tensor, 0.05)));
        return { value };
      };
      const program = compiled ? compile(inner, { state, threads: 1 }) : await eager().program(inner, state);
      const losses: number[] = [];
      for (const [i, rows] of [
        [0, 1, 2, 3, 4],
        [5, 6, 7],
        [8, 9, 10, 11, 0],
      ].entries()) {
        const { value } = await program.run({ y: { table: data, rows: Int32Array.from(rows) } }, { seed: 1, step: i });
        losses.push(Number(value?.values[0]));
      }
      await program.read();
      program.dispose();
      const weights = state.map((variable) => variable.dataSync().slice() as Float32Array);
      tf.dispose(state);
      return { losses, weights };
    };
    const [expected, received] = [await trained(false), await trained(true)];
    expected.losses.forEach((loss, i) => {
      expect((received.losses[i] as number) / loss).toBeCloseTo(1, 5);
    });
    expected.weights.forEach((values, k) => {
      const furthest = values.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (received.weights[k]?.[i] ?? NaN))),
        0,
      );
      expect(furthest).toBeLessThan(1e-5);
    });
  });
});
