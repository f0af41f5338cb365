import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from './model.ts';
import type { Objective } from './objective.ts';
import { counterRandom } from './random/counterRandom.ts';
import { weighted } from './weighted.ts';

beforeAll(() => tf.setBackend('cpu'));

const model: Model = { variables: {}, dispose() {} };
const plain: Objective<Model, 'a' | 'b'> = {
  weights: { a: 1, b: 2 },
  terms: (_, { y }) => ({ a: tf.sum(y, 1), b: tf.max(y, 1) }),
};
const random = counterRandom({ seed: 1, step: 0 });
const y = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);

describe('weighted', () => {
  it.each([[[3]], [[3, 1]]])('multiplies each term of an example by its weight, a column of shape %j', (shape) => {
    const { a, b } = weighted(plain).terms(model, { y, weight: tf.tensor([0, 1, 2], shape) }, random);
    expect([...a.dataSync()]).toEqual([0, 7, 22]);
    expect([...b.dataSync()]).toEqual([0, 4, 12]);
    expect(weighted(plain).weights).toBe(plain.weights);
  });

  it('refuses data without the column, and another number of weights', () => {
    expect(() => weighted(plain).terms(model, { y }, random)).toThrow(
      'weighted, data.weight: expected one number per example, received no such column. Give the data a table weight of shape [rows].',
    );
    expect(() => weighted(plain).terms(model, { y, weight: tf.ones([2]) }, random)).toThrow(
      'received shape [2] for 3 examples',
    );
  });
});
