import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const cases = fc.record({
  sides: fc.tuple(fc.integer({ min: 4, max: 8 }), fc.integer({ min: 4, max: 8 })),
  channels: fc.integer({ min: 1, max: 3 }),
  multiplier: fc.integer({ min: 1, max: 2 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
});

describe('depthwise rules', () => {
  it('depthwise convolutions of any geometry and both their gradients agree with eager', () =>
    fc.assert(
      fc.asyncProperty(cases, ({ sides, channels, multiplier, kernel, stride, pad }) =>
        expectAgreement(
          { x: numbers([2, ...sides, channels]), filter: numbers([...kernel, channels, multiplier], { seed: 3 }) },
          withGradients((x, f) => tf.depthwiseConv2d(x as tf.Tensor4D, f as tf.Tensor4D, stride, pad)),
        ),
      ),
      { numRuns: 15, seed: 7 },
    ));

  it('fused with bias and activation', () =>
    expectAgreement({ x: numbers([2, 5, 5, 2]), filter: numbers([3, 3, 2, 1]), bias: numbers([2]) }, (inputs) => {
      const { x, filter, bias } = inputs as unknown as { x: tf.Tensor4D; filter: tf.Tensor4D; bias: tf.Tensor1D };
      const options = { x, filter, bias, strides: 1, pad: 'same' as const };
      return { y: tf.fused.depthwiseConv2d({ ...options, activation: 'relu' }) };
    }));
});
