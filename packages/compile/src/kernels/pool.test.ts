import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const cases = fc.record({
  sides: fc.tuple(fc.integer({ min: 3, max: 8 }), fc.integer({ min: 3, max: 8 })),
  size: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
});

describe('pool rules', () => {
  for (const [name, pool] of Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool })) {
    it(`${name} of any geometry and its gradient agree with eager`, () =>
      fc.assert(
        fc.asyncProperty(cases, ({ sides, size, stride, pad }) =>
          expectAgreement(
            { x: numbers([2, ...sides, 3]) },
            withGradients((x) => pool(x as tf.Tensor4D, size, stride, pad)),
          ),
        ),
        { numRuns: 12, seed: 8 },
      ));
  }
});
