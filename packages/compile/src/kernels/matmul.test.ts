import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const sizes = fc.record({
  m: fc.integer({ min: 1, max: 5 }),
  k: fc.integer({ min: 1, max: 5 }),
  n: fc.integer({ min: 1, max: 5 }),
  stack: fc.constantFrom<number[]>([], [1], [3], [2, 3]),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
});

describe('product rules', () => {
  it('products of matrices and of stacks of them, in all four orientations, and their gradients agree with eager', () =>
    fc.assert(
      fc.asyncProperty(sizes, ({ m, k, n, stack, transposeA, transposeB }) => {
        const a = numbers([...stack, ...(transposeA ? [k, m] : [m, k])]);
        const b = numbers([...stack, ...(transposeB ? [n, k] : [k, n])], { seed: 3 });
        const product = withGradients((x, y) => tf.matMul(x as tf.Tensor, y as tf.Tensor, transposeA, transposeB));
        return expectAgreement({ a, b }, product);
      }),
      { numRuns: 12, seed: 4 },
    ));

  it('one matrix meets a stack', () =>
    expectAgreement({ a: numbers([3, 2, 4]), b: numbers([4, 5]) }, ({ a, b }) => ({
      y: tf.matMul(a as tf.Tensor, b as tf.Tensor),
    })));

  for (const activation of ['linear', 'relu', 'relu6', 'elu'] as const) {
    it(`a fused product with bias and ${activation}, and its gradients, agree with eager`, () =>
      expectAgreement(
        { a: numbers([4, 3]), b: numbers([3, 5]), bias: numbers([5]) },
        withGradients((a, b, bias) =>
          tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias: bias as tf.Tensor, activation }),
        ),
      ));
  }

  it('fused with sigmoid, leakyrelu and prelu', () =>
    expectAgreement({ a: numbers([4, 3]), b: numbers([3, 5]), slope: numbers([5]) }, (inputs) => {
      const { a, b, slope } = inputs as unknown as { a: tf.Tensor2D; b: tf.Tensor2D; slope: tf.Tensor };
      return {
        sigmoid: tf.fused.matMul({ a, b, activation: 'sigmoid' }),
        leaky: tf.fused.matMul({ a, b, activation: 'leakyrelu', leakyreluAlpha: 0.3 }),
        prelu: tf.fused.matMul({ a, b, activation: 'prelu', preluActivationWeights: slope }),
      };
    }));
});
