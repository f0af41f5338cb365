import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, whole } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('comparison rules', () => {
  it('relations of numbers that are partly equal, and logic on them, agree with eager', () =>
    expectAgreement({ a: whole([3, 4], 3), b: whole([4], 3, 2) }, (inputs) => {
      const { a, b } = inputs as Record<'a' | 'b', tf.Variable>;
      const [p, q] = [tf.greater(a, b), tf.equal(a, b)];
      return {
        equal: q,
        notEqual: tf.notEqual(a, b),
        greater: p,
        greaterEqual: tf.greaterEqual(a, b),
        less: tf.less(a, b),
        lessEqual: tf.lessEqual(a, b),
        and: tf.logicalAnd(p, q),
        or: tf.logicalOr(p, q),
        xor: tf.logicalXor(p, q),
        not: tf.logicalNot(p),
        count: tf.sum(p),
        any: tf.any(q, 0),
        all: tf.all(p, 1, true),
        asNumbers: tf.add(tf.cast(p, 'float32'), tf.cast(q, 'int32')),
      };
    }));

  it('where picks elements, and whole rows by a column, with the gradients of both sides', () =>
    expectAgreement({ a: numbers([3, 4]), b: numbers([3, 4], { seed: 4 }) }, (inputs) => {
      const { a, b } = inputs as Record<'a' | 'b', tf.Variable>;
      const rows = tf.tensor2d([[1], [0], [1]], [3, 1], 'bool');
      const larger = tf.greater(a, b);
      const sum = (x: tf.Tensor, y: tf.Tensor) => tf.sum(tf.mul(tf.where(larger, x, y), x)) as tf.Scalar;
      const [da, db] = tf.grads((x, y) => sum(x as tf.Tensor, y as tf.Tensor))([a, b]);
      return {
        elements: tf.where(tf.greater(a, b), a, b),
        rows: tf.where(rows, a, b),
        da: da as tf.Tensor,
        db: db as tf.Tensor,
      };
    }));

  it('knows NaN and infinity', () =>
    expectAgreement({ a: tf.tensor1d([0, 1, -1]) }, ({ a }) => {
      const odd = tf.div(a as tf.Tensor, 0);
      return { nan: tf.isNaN(odd), infinite: tf.isInf(odd), finite: tf.isFinite(odd) };
    }));
});
