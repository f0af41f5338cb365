import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Model } from '../model.ts';
import type { Objective } from '../objective.ts';
import { counterRandom } from '../random/counterRandom.ts';
import { backpropagation } from './backpropagation.ts';

/** E(y) = (w·y)² with weight ½ and an unused variable beside it. */
function quadratic() {
  const w = tf.variable(tf.tensor1d([1, -2]));
  const unused = tf.variable(tf.tensor1d([7]));
  const model: Model = { variables: { w, unused }, dispose: () => tf.dispose([w, unused]) };
  const objective: Objective<Model, 'energy'> = {
    weights: { energy: 0.5 },
    terms: (_, { y }) => ({ energy: tf.square(tf.sum(tf.mul(y, w), 1)) as tf.Tensor1D }),
  };
  return { model, objective };
}

describe('backpropagation', () => {
  it('gives ∂/∂w of ½·mean (w·y)² = mean (w·y) y, zeros for what does not take part, and bare terms', () => {
    const { model, objective } = quadratic();
    const random = counterRandom({ seed: 1, step: 0 });
    const y = tf.tensor2d([1, 1, 3, 1], [2, 2]); // w·y = −1, 1
    const before = tf.memory().numTensors;
    const { gradients, terms } = backpropagation(model, objective)({ y }, random, { energy: 0.5 });
    expect([...(gradients.w as tf.Tensor).dataSync()]).toEqual([(-1 * 1 + 1 * 3) / 2, (-1 * 1 + 1 * 1) / 2]);
    expect([...(gradients.unused as tf.Tensor).dataSync()]).toEqual([0]);
    expect([...terms.energy.dataSync()]).toEqual([1, 1]);
    tf.dispose([gradients, terms] as never);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a term that is already averaged and a term without a weight', () => {
    const { model, objective } = quadratic();
    const random = counterRandom({ seed: 1, step: 0 });
    const y = tf.ones([2, 2]);
    const averaged = { ...objective, terms: () => ({ energy: tf.scalar(1) as never }) };
    expect(() => backpropagation(model, averaged)({ y }, random, { energy: 0.5 })).toThrow(
      'term energy: expected one number per example, shape [batch], received shape []. Sum over the features of an example and leave the batch alone.',
    );
    expect(() => backpropagation(model, objective)({ y }, random, {} as never)).toThrow(
      'objective: expected a finite weight for the term energy, received undefined. Name every term in weights.',
    );
  });
});
