import '@tensorflow/tfjs-backend-cpu';
import type { StepFunction } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { constant, input } from '../graph/graph.ts';
import { binary, compare, gemm, reduce, reshape, scalar, where } from '../graph/ops.ts';
import { compile } from '../node.ts';
import { loopsOf } from './loops.ts';
import { partition } from './partition.ts';
import { sumsOf } from './sums.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const weight = input('state/0', 'float32', [3, 4]);
const moment = input('state/1', 'float32', [3, 4]);
const rate = input('in/rate', 'float32', []);
const x = input('x', 'float32', [5, 3]);
const dy = input('dy', 'float32', [5, 4]);

describe('partition', () => {
  it('leaves products to ONNX Runtime and takes what is elementwise after them, whatever it is called', () => {
    const gradient = gemm(x, dy, { transA: true });
    const next = binary('Add', binary('Mul', moment, scalar(0.9)), reshape(reshape(gradient, [12]), [3, 4]));
    const outputs = { 'next/1': next, 'next/0': binary('Sub', weight, binary('Mul', rate, next)) };
    const parts = partition({ inputs: [], outputs });
    expect(parts.graph.outputs).toEqual({ 'edge/0': gradient });
    const [loop, ...more] = loopsOf(parts);
    expect(more).toEqual([]);
    expect(loop?.size).toBe(12);
    expect(loop?.arrays).toEqual([moment, gradient, weight]);
  });

  it('does no work twice: what the step also returns is computed once, by ONNX Runtime', () => {
    const next = binary('Mul', weight, scalar(2));
    const parts = partition({ inputs: [], outputs: { 'next/0': next, 'out/next': next } });
    expect(parts.edges.get(next)).toBe('edge/0');
  });

  it('takes sums that end in a number: those over pixels and then images are one', () => {
    const squares = binary('Mul', dy, dy);
    const perImage = reduce('ReduceSum', squares, [1]);
    const cost = reduce(
      'ReduceMean',
      binary('Add', binary('Mul', perImage, scalar(0.5)), reduce('ReduceSum', x, [1])),
      [0],
    );
    const parts = partition({ inputs: [], outputs: { 'out/cost': cost } });
    expect(parts.graph.outputs).toEqual({ 'edge/0': dy, 'edge/1': x });
    expect([...parts.results.keys()]).toEqual(['out/cost']);
    expect(sumsOf(parts).map(({ value }) => value)).toEqual([squares, x]);
  });

  it('leaves a sum that ONNX Runtime needs, and one of what waits for a sum', () => {
    const norm = reduce('ReduceSum', binary('Mul', x, x), [0, 1]);
    const scaled = binary('Div', x, norm);
    const outputs = {
      'out/norm': norm,
      'out/scaled': scaled,
      'out/again': reduce('ReduceSum', binary('Mul', dy, norm), [0, 1]),
    };
    const parts = partition({ inputs: [], outputs });
    expect(Object.keys(parts.graph.outputs).sort()).toEqual(['edge/0', 'out/again', 'out/scaled']);
    expect(sumsOf(parts)).toEqual([]);
  });

  it('keeps apart what shares nothing, and together what reads a state that another result changes', () => {
    const swap = partition({ inputs: [], outputs: { 'next/0': moment, 'next/1': weight } });
    expect(loopsOf(swap).length).toBe(1);
    const alone = { 'next/0': binary('Mul', weight, scalar(2)), 'next/1': binary('Mul', moment, scalar(2)) };
    expect(loopsOf(partition({ inputs: [], outputs: alone })).length).toBe(2);
  });

  it('does not take broadcasting, and recomputes a mask rather than fetching it', () => {
    const row = input('state/2', 'float32', [4]);
    const broadcast = binary('Add', weight, row);
    expect(partition({ inputs: [], outputs: { 'next/0': broadcast } }).edges.has(broadcast)).toBe(true);
    const mask = compare('Greater', weight, scalar(0));
    const masked = where(mask, moment, constant('float32', [], Float32Array.of(0)));
    const outputs = { 'next/0': masked, 'out/count': mask };
    expect([...partition({ inputs: [], outputs }).edges.keys()]).toEqual([]);
  });
});

/** Eager and compiled, five steps of both; the largest difference of any state. */
async function difference(make: () => { step: StepFunction; state: tf.Variable[] }): Promise<number> {
  const [one, two] = [make(), make()];
  const program = compile(two.step, { state: two.state, threads: 1 });
  for (let step = 0; step < 5; step++) {
    const random = { normal: tf.zeros, uniform: tf.zeros } as never;
    tf.tidy(() => {
      one.step({ rate: tf.scalar(0.1) }, random);
    });
    await program.run({ rate: 0.1 }, { seed: 0, step });
  }
  await program.read();
  program.dispose();
  const differences = one.state.map(
    (variable, i) => tf.max(tf.abs(tf.sub(variable, two.state[i] as tf.Tensor))).dataSync()[0] as number,
  );
  tf.dispose([...one.state, ...two.state]);
  return Math.max(...differences);
}

const start = (size: number, seed = 1) => tf.variable(tf.sin(tf.range(seed, seed + size)), true);

describe('tail', () => {
  it('computes every operation of the fused loops as eager tfjs does, bit for bit', async () => {
    const bits = await difference(() => {
      const [a, b] = [start(7), start(7, 3)];
      const step: StepFunction = () => {
        const [p, q] = [tf.greater(a, b), tf.lessEqual(a, tf.scalar(0.2))];
        const chosen = tf.where(tf.logicalOr(tf.logicalAnd(p, q), tf.logicalNot(p)), tf.neg(a), tf.maximum(a, b));
        const rounded = tf.add(tf.floor(tf.mul(a, 3)), tf.add(tf.ceil(b), tf.round(tf.mul(b, 2.5))));
        const roots = tf.sqrt(tf.add(tf.abs(b), tf.relu(a)));
        a.assign(tf.add(tf.mul(chosen, 0.5), tf.div(roots, tf.add(tf.square(b), 1))));
        b.assign(
          tf.minimum(tf.sub(b, tf.mul(rounded, 0.01)), tf.add(tf.cast(p, 'float32'), tf.reciprocal(tf.add(roots, 1)))),
        );
        return {};
      };
      return { step, state: [a, b] };
    });
    expect(bits).toBe(0);
  });

  it('momentum with a decaying rate, clipping by the norm, averaged weights and a counter agree with eager', async () => {
    const error = await difference(() => {
      const weights = [start(5), start(33, 4)];
      const moments = weights.map((w) => tf.variable(tf.zerosLike(w), false));
      const averages = weights.map((w) => tf.variable(tf.clone(w as tf.Tensor), false));
      const count = tf.variable(tf.scalar(0, 'int32'), false);
      const step: StepFunction = ({ rate }) => {
        const parts = () => weights.map((w) => tf.sum(tf.square(tf.sub(tf.exp(w), 2))));
        const cost = () => parts().reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
        const { grads } = tf.variableGrads(cost, weights);
        const gradients = weights.map((w) => grads[w.name] as tf.Tensor);
        const norm = tf.sqrt(tf.addN(gradients.map((g) => tf.sum(tf.square(g)))));
        const shrink = tf.minimum(1, tf.div(0.5, norm));
        count.assign(tf.add(count, tf.scalar(1, 'int32')));
        const decayed = tf.mul(rate as tf.Tensor, tf.pow(0.9, tf.cast(count, 'float32')));
        weights.forEach((w, i) => {
          const [m, average] = [moments[i], averages[i]] as [tf.Variable, tf.Variable];
          m.assign(tf.add(tf.mul(m, 0.9), tf.mul(gradients[i] as tf.Tensor, shrink)));
          w.assign(tf.sub(w, tf.mul(m, decayed)));
          average.assign(tf.add(tf.mul(average, 0.99), tf.mul(w, 0.01)));
        });
        return {};
      };
      return { step, state: [...weights, ...moments, ...averages, count] };
    });
    expect(error).toBeLessThan(1e-6);
  });

  it('states that exchange places, that stay, and truth values', async () => {
    const error = await difference(() => {
      const [a, b, still] = [start(6), start(6, 2), start(6, 3)];
      const truth = tf.variable(tf.tensor1d([1, 0, 1], 'bool'), false);
      const step: StepFunction = () => {
        const old = tf.clone(a as tf.Tensor) as tf.Tensor1D;
        a.assign(b);
        b.assign(old);
        truth.assign(tf.logicalNot(truth) as tf.Tensor1D);
        return {};
      };
      return { step, state: [a, b, still, truth] };
    });
    expect(error).toBe(0);
  });
});
