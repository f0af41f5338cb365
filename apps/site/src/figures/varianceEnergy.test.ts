import '@tensorflow/tfjs-backend-cpu';
import { varianceDivergence } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { varianceEnergy, varianceSlope } from './varianceEnergy.ts';

it.for([0.1, 0.5, 1, 2, 4])(
  'V(%d) is twice the varianceDivergence of the package, and its slope that of finite differences',
  (v) => {
    const [ours] = varianceDivergence({ logVariance: tf.tensor2d([[Math.log(v)]]) }).dataSync();
    expect(varianceEnergy(v)).toBeCloseTo(2 * (ours as number), 5);
    const h = 1e-5;
    expect(varianceSlope(v)).toBeCloseTo((varianceEnergy(v + h) - varianceEnergy(v - h)) / (2 * h), 6);
  },
);

it('is 0 at 1 and nowhere lower', () => {
  expect(varianceEnergy(1)).toBe(0);
  expect(varianceSlope(1)).toBe(0);
});
