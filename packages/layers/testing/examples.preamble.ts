// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import { counterRandom } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { mlp } from '../src/index.ts';

export { tf };

export const encoder = mlp({ inputShape: [784], outputShape: [2] });
export const decoder = mlp({ inputShape: [2], outputShape: [784] });
/** 28 → 14 → 7 → 1 pixels. */
export const convolutions = [
  { filters: 16, kernelSize: 3, stride: 2, padding: 1 },
  { filters: 32, kernelSize: 3, stride: 2, padding: 1 },
  { filters: 64, kernelSize: 7 },
];
/** Images and a step's random numbers. */
export const y = tf.ones([2, 28, 28, 1]);
export const random = counterRandom({ seed: 1, step: 0 });
