import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, whole, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const cases = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.subarray(
      shape.map((_, i) => i),
      { minLength: 1 },
    ),
    keep: fc.boolean(),
  }),
);

const reductions = { sum: tf.sum, mean: tf.mean, max: tf.max, min: tf.min, logSumExp: tf.logSumExp };

describe('reduction rules', () => {
  for (const [name, f] of Object.entries(reductions)) {
    it(`${name} over any axes, and its gradient, agree with eager`, () =>
      fc.assert(
        fc.asyncProperty(cases, ({ shape, axes, keep }) =>
          expectAgreement(
            { x: numbers(shape, { low: 0.2 }) },
            withGradients((x) => f(x as tf.Tensor, axes, keep)),
          ),
        ),
        { numRuns: 4, seed: 3 },
      ));
  }

  it('products agree with eager', () =>
    expectAgreement({ x: numbers([3, 4, 2]) }, ({ x }) => ({
      some: tf.prod(x as tf.Tensor, [0, 2]),
      all: tf.prod(x as tf.Tensor),
    })));

  it('softmax, logSoftmax and running sums, and their gradients, agree with eager', async () => {
    const functions = [
      (x: tf.Tensor) => tf.softmax(x),
      (x: tf.Tensor) => tf.logSoftmax(x),
      (x: tf.Tensor) => tf.cumsum(x, 1),
      (x: tf.Tensor) => tf.cumsum(x, 1, true, true),
    ];
    for (const f of functions)
      await expectAgreement(
        { x: numbers([3, 5]) },
        withGradients((x) => f(x as tf.Tensor)),
      );
  });

  it('places of extremes and reductions of integers agree with eager', () =>
    expectAgreement({ x: numbers([3, 4, 2]), i: whole([3, 4], 7) }, (inputs) => {
      const { x, i } = inputs as Record<'x' | 'i', tf.Variable>;
      return {
        argMax: tf.argMax(x, 1),
        argMin: tf.argMin(x, -1),
        sum: tf.sum(i, 0),
        mean: tf.mean(i),
        max: tf.max(i, 1),
        zeros: tf.zerosLike(i),
        ones: tf.onesLike(x),
      };
    }));
});
