import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { counterRandom } from '../random/counterRandom.ts';
import { adam } from './adam.ts';
import { muon } from './muon.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';

beforeAll(() => tf.setBackend('cpu'));

const drawn = (shape: [number, number], seed = 1) => counterRandom({ seed, step: 0 }).normal(shape) as tf.Tensor2D;

/** By how much an optimiser moves variables that start at 0 with these gradients, after some steps at the rate 1. */
function moved(optimizer: Optimizer, gradients: Record<string, tf.Tensor>, steps = 1): Record<string, tf.Tensor> {
  const names = Object.keys(gradients);
  const variables = Object.fromEntries(
    names.map((name) => [name, tf.variable(tf.zerosLike(gradients[name] as tf.Tensor))]),
  );
  const state = optimizer.init(variables);
  for (let step = 0; step < steps; step++)
    optimizer.update(gradients, state, variables, { learningRate: tf.scalar(1) });
  return variables;
}

const moveOf = (gradient: tf.Tensor, options = {}) =>
  moved(muon(options), { 'a/kernel': gradient })['a/kernel'] as tf.Tensor2D;

describe('muon', () => {
  it.each([
    [3, 3],
    [3, 7],
    [7, 3],
  ])(
    'moves all directions of a matrix [%i, %i] by about as much, be their gradients large or small',
    (rows, columns) => {
      const sizes = [5, -0.5, 0.02];
      const at = (i: number) => (Math.floor(i / columns) === i % columns ? (sizes[i % columns] as number) : 0);
      const gradient = tf.tensor2d(
        Array.from({ length: rows * columns }, (_, i) => at(i)),
        [rows, columns],
      );
      const move = moveOf(gradient).dataSync();
      move.forEach((value, i) => {
        const part = value / (-0.2 * Math.sqrt(Math.max(rows, columns)));
        if (at(i) === 0) expect(Math.abs(part)).toBeLessThan(1e-6);
        else {
          expect(Math.sign(part)).toBe(Math.sign(at(i)));
          expect(Math.abs(part)).toBeGreaterThan(0.65);
          expect(Math.abs(part)).toBeLessThan(1.25);
        }
      });
    },
  );

  it('sees neither the scale of a gradient nor its axes: R g moves by R times what g moves by', () => {
    const g = drawn([3, 5]);
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turn = tf.tensor2d([
      [c, -s, 0],
      [s, c, 0],
      [0, 0, 1],
    ]);
    const move = moveOf(g);
    const close = (a: tf.Tensor, b: tf.Tensor) => expect(tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]).toBeLessThan(1e-4);
    close(moveOf(tf.mul(g, 1000)), move);
    close(moveOf(tf.matMul(turn, g)), tf.matMul(turn, move));
    expect([...moveOf(tf.zeros([3, 5])).dataSync()].every((x) => x === 0)).toBe(true);
  });

  it('leaves tables, biases and whatever is no matrix to the other optimiser', () => {
    const gradients = { tokens: drawn([4, 2]), 'a/bias': tf.tensor1d([1, -2]), kernel: tf.ones([1, 2, 2]) };
    for (const others of [adam(), sgd()]) {
      const [by, alone] = [moved(muon({ others }), gradients, 2), moved(others, gradients, 2)];
      for (const name of Object.keys(gradients)) expect(by[name]?.dataSync()).toEqual(alone[name]?.dataSync());
    }
    expect(Object.keys(muon().init({ 'a/kernel': tf.variable(drawn([2, 2])) }))).toEqual(['step', 'momentum/a/kernel']);
  });

  it('keeps momentum, decays all variables, and refuses options out of range', () => {
    const [first, second] = [drawn([2, 2], 1), drawn([2, 2], 2)];
    const after = (momentum: number) => {
      const variables = { kernel: tf.variable(tf.zeros([2, 2])) };
      const optimizer = muon({ momentum });
      const state = optimizer.init(variables);
      for (const g of [first, second])
        optimizer.update({ kernel: g }, state, variables, { learningRate: tf.scalar(g === second ? 1 : 0) });
      return variables.kernel;
    };
    const ahead = tf.add(second, tf.mul(0.5, tf.add(second, tf.mul(0.5, first))));
    const expected = [...moveOf(ahead).dataSync()];
    [...after(0.5).dataSync()].forEach((x, i) => {
      expect(x).toBeCloseTo(expected[i] as number, 4);
    });
    const variables = { kernel: tf.variable(tf.ones([2, 2])), bias: tf.variable(tf.ones([2])) };
    const optimizer = muon({ weightDecay: 0.5 });
    const still = { kernel: tf.zeros([2, 2]), bias: tf.zeros([2]) };
    optimizer.update(still, optimizer.init(variables), variables, { learningRate: tf.scalar(0.1) });
    for (const variable of Object.values(variables)) expect(variable.dataSync()[0]).toBeCloseTo(0.95, 6);
    expect(() => muon({ momentum: 1 })).toThrow('muon, momentum');
  });
});
