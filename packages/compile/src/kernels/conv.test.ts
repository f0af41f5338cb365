import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const cases = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  sides: fc.tuple(fc.integer({ min: 4, max: 9 }), fc.integer({ min: 4, max: 9 })),
  from: fc.integer({ min: 1, max: 3 }),
  to: fc.integer({ min: 1, max: 3 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
});

describe('convolution rules', () => {
  it('convolutions of any geometry and both their gradients agree with eager', () =>
    fc.assert(
      fc.asyncProperty(cases, ({ batch, sides, from, to, kernel, stride, pad }) =>
        expectAgreement(
          { x: numbers([batch, ...sides, from]), filter: numbers([...kernel, from, to], { seed: 3 }) },
          withGradients((x, f) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, stride, pad)),
        ),
      ),
      { numRuns: 25, seed: 5 },
    ));

  it('dilated convolutions agree with eager', () =>
    expectAgreement({ x: numbers([2, 8, 7, 2]), filter: numbers([3, 2, 2, 3]) }, (inputs) => {
      const { x, filter } = inputs as unknown as { x: tf.Tensor4D; filter: tf.Tensor4D };
      return { y: tf.conv2d(x, filter, 1, 'same', 'NHWC', [2, 3]) };
    }));

  it('transposed convolutions of any geometry and their gradients agree with eager', () =>
    fc.assert(
      fc.asyncProperty(cases, ({ batch, sides, from, to, kernel, stride, pad }) => {
        const grow = (n: number, k: number) => (pad === 'same' ? n * stride : (n - 1) * stride + Math.max(k, stride));
        const shape = [batch, grow(sides[0], kernel[0]), grow(sides[1], kernel[1]), to] as [
          number,
          number,
          number,
          number,
        ];
        return expectAgreement(
          { x: numbers([batch, ...sides, from]), filter: numbers([...kernel, to, from], { seed: 3 }) },
          withGradients((x, f) => tf.conv2dTranspose(x as tf.Tensor4D, f as tf.Tensor4D, shape, stride, pad)),
        );
      }),
      { numRuns: 25, seed: 6 },
    ));

  it('a padded convolution, and a cropped transposed one, with bias and activation, agree with eager', async () => {
    await expectAgreement(
      { x: numbers([2, 8, 8, 1]), filter: numbers([3, 3, 1, 4]), bias: numbers([4]) },
      withGradients((x, filter, bias) => {
        const padded = tf.pad(x as tf.Tensor4D, [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ]);
        return tf.fused.conv2d({
          x: padded as tf.Tensor4D,
          filter: filter as tf.Tensor4D,
          strides: 2,
          pad: 'valid',
          bias: bias as tf.Tensor,
          activation: 'relu',
        });
      }),
    );
    await expectAgreement(
      { x: numbers([2, 4, 4, 3]), filter: numbers([3, 3, 2, 3]), bias: numbers([2]) },
      withGradients((x, filter, bias) => {
        const large = tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 9, 9, 2], 2, 'valid');
        return tf.slice(tf.relu(tf.add(large, bias as tf.Tensor)), [0, 1, 1, 0], [2, 8, 8, 2]);
      }),
    );
  });
});
