import '@tensorflow/tfjs-backend-cpu';
import { binaryCrossEntropy, squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { crossEntropy, crossEntropySlope, squared, squaredSlope } from './pixelCosts.ts';

it.for([
  [1, 0.2],
  [0, 0.7],
  [0.4, 0.4],
] as const)('y = %d, ỹ = %d: the costs are those of the package, with their slopes', ([y, p]) => {
  const [a, b] = [tf.tensor2d([[y]]), tf.tensor2d([[p]])];
  expect(squared(y, p)).toBeCloseTo(squaredError(a, b).dataSync()[0] as number, 5);
  expect(crossEntropy(y, p)).toBeCloseTo(binaryCrossEntropy(a, b).dataSync()[0] as number, 5);
  const h = 1e-6;
  expect(squaredSlope(y, p)).toBeCloseTo((squared(y, p + h) - squared(y, p - h)) / (2 * h), 5);
  expect(crossEntropySlope(y, p)).toBeCloseTo((crossEntropy(y, p + h) - crossEntropy(y, p - h)) / (2 * h), 5);
});
