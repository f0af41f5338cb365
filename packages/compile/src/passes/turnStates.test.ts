import '@tensorflow/tfjs-backend-cpu';
import { eager, type StepFunction, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Graph, input, type Value } from '../graph/graph.ts';
import { listing } from '../graph/listing.ts';
import { binary, gemm, reduce, scalar } from '../graph/ops.ts';
import { compile } from '../node.ts';
import { statesToTurn, turnStates } from './turnStates.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const x = input('x', 'float32', [3, 5]);
const w = input('state/0', 'float32', [5, 2]);
const m = input('state/1', 'float32', [5, 2]);
const gradientOf = (y: Value) => gemm(x, y, { transA: true });
/** W ← W − (M + XᵀY), M ← M + XᵀY with Y = X·W. */
const step = (more: (gradient: Value, y: Value) => Record<string, Value> = () => ({})): Graph => {
  const y = gemm(x, w);
  const gradient = gradientOf(y);
  const mean = binary('Add', m, gradient);
  return {
    inputs: [x, w, m],
    outputs: { 'next/0': binary('Sub', w, mean), 'next/1': mean, ...more(gradient, y) },
  };
};

describe('states as their transposes', () => {
  it('are those of x·W with all that belongs to W, and no operation is added', () => {
    expect(statesToTurn(step())).toEqual([0, 1]);
    expect(
      listing(turnStates(step(), [0, 1]))
        .trim()
        .split('\n'),
    ).toEqual([
      'input x float32[3,5]',
      'input state/0 float32[2,5]',
      'input state/1 float32[2,5]',
      '%0 float32[3,2] = Gemm(x, state/0, transA=0, transB=1)',
      '%1 float32[2,5] = Gemm(%0, x, transA=1, transB=0)',
      '%2 float32[2,5] = Add(state/1, %1)',
      '%3 float32[2,5] = Sub(state/0, %2)',
      'output next/0 = %3',
      'output next/1 = %2',
    ]);
  });

  it('are not weights that are a factor in another way too, or whose gradient is wanted elsewhere', () => {
    expect(statesToTurn(step((_, y) => ({ 'out/back': gemm(y, w, { transB: true }) })))).toEqual([]);
    expect(statesToTurn(step((gradient) => ({ 'out/norm': reduce('ReduceSum', gradient, [0, 1]) })))).toEqual([]);
    const alone = { inputs: [w], outputs: { 'next/0': binary('Mul', w, scalar(2)) } };
    expect(statesToTurn(alone)).toEqual([]);
  });
});

describe('a compiled step', () => {
  const data = table(
    Float32Array.from({ length: 40 }, (_, i) => Math.sin(i)),
    [8, 5],
  );
  const product = (y: tf.Tensor, w: tf.Tensor) => tf.matMul(y as tf.Tensor2D, w as tf.Tensor2D);
  type Kind = (w: tf.Variable, mean: tf.Variable) => StepFunction;
  const kinds: Readonly<Record<string, Kind>> = {
    'with a moment':
      (w, mean) =>
      ({ y }) => {
        const g = tf.grad((v) => tf.sum(tf.square(product(y as tf.Tensor, v))))(w);
        mean.assign(tf.add(tf.mul(mean, 0.9), g));
        w.assign(tf.sub(w, tf.mul(mean, 0.1)));
        return {};
      },
    'with the norm of its gradient':
      (w) =>
      ({ y }) => {
        const g = tf.grad((v) => tf.sum(tf.square(product(y as tf.Tensor, v))))(w);
        w.assign(tf.sub(w, tf.div(g, tf.norm(g))));
        return {};
      },
    'with its weights both ways':
      (w) =>
      ({ y }) => {
        const g = tf.grad((v) => tf.sum(tf.square(product(product(y as tf.Tensor, v), tf.transpose(v)))))(w);
        w.assign(tf.sub(w, tf.mul(g, 0.01)));
        return {};
      },
  };

  it.each(Object.keys(kinds))('%s leaves the weights of the eager one, over batches of two sizes', async (kind) => {
    const trained = async (compiled: boolean) => {
      const w = tf.variable(
        tf.tensor2d(
          Float32Array.from({ length: 10 }, (_, i) => Math.cos(i)),
          [5, 2],
        ),
      );
      const mean = tf.variable(tf.zerosLike(w), false);
      const step = (kinds[kind] as Kind)(w, mean);
      const state = [w, mean];
      const program = compiled ? compile(step, { state, threads: 1 }) : await eager().program(step, state);
      for (const [i, rows] of [
        [0, 1, 2, 3, 4],
        [5, 6, 7],
        [1, 3, 5, 7, 0],
      ].entries()) {
        // A program that has let go of what it compiled compiles it again over the same state.
        if (compiled && i === 2) program.dispose();
        await program.run({ y: { table: data, rows: Int32Array.from(rows) } }, { seed: 1, step: i });
      }
      await program.read();
      program.dispose();
      const values = w.dataSync().slice();
      tf.dispose(state);
      return values;
    };
    const [expected, received] = [await trained(false), await trained(true)];
    expected.forEach((value, i) => {
      expect(received[i]).toBeCloseTo(value, 5);
    });
  });
});
