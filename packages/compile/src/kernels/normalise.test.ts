import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('normalisation rules', () => {
  it('batch normalisation and its gradients agree with eager', () =>
    expectAgreement(
      {
        x: numbers([4, 3]),
        mean: numbers([3]),
        variance: numbers([3], { low: 0.5 }),
        offset: numbers([3]),
        scale: numbers([3], { seed: 2 }),
      },
      withGradients((x, mean, variance, offset, scale) =>
        tf.batchNorm(
          x as tf.Tensor,
          mean as tf.Tensor1D,
          variance as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
          1e-3,
        ),
      ),
    ));

  it('flips images from left to right', () =>
    expectAgreement({ x: numbers([2, 3, 4, 1]) }, ({ x }) => ({
      y: tf.image.flipLeftRight(x as unknown as tf.Tensor4D),
    })));
});
