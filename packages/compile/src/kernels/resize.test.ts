import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const side = fc.integer({ min: 1, max: 7 });
const cases = fc.record({ from: fc.tuple(side, side), to: fc.tuple(side, side) });

describe('resize rules', () => {
  it('nearest neighbours and bilinear interpolation, aligned or not, agree with eager', () =>
    fc.assert(
      fc.asyncProperty(cases, ({ from, to }) =>
        expectAgreement({ x: numbers([2, ...from, 2]) }, ({ x }) => {
          const images = x as unknown as tf.Tensor4D;
          return {
            nearest: tf.image.resizeNearestNeighbor(images, to),
            nearestAligned: tf.image.resizeNearestNeighbor(images, to, true),
            nearestHalf: tf.image.resizeNearestNeighbor(images, to, false, true),
            bilinear: tf.image.resizeBilinear(images, to),
            bilinearAligned: tf.image.resizeBilinear(images, to, true),
            bilinearHalf: tf.image.resizeBilinear(images, to, false, true),
          };
        }),
      ),
      { numRuns: 8, seed: 9 },
    ));

  // The eager gradients are right for one square image only: further ones are read at the wrong place, height and width change places.
  it('doubling one image and its gradient agree with eager', async () => {
    for (const resize of [tf.image.resizeNearestNeighbor, tf.image.resizeBilinear]) {
      const double = withGradients((x) => resize(x as tf.Tensor4D, [6, 6]));
      await expectAgreement({ x: numbers([1, 3, 3, 2]) }, double);
    }
  });
});
