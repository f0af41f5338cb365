// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { eager, type Model, type NamedTensors, type Objective, table } from '../src/index.ts';

export * as tf from '@tensorflow/tfjs-core';

/** E(y) = (y − w)² for numbers y, and the code of y is y − w. */
const w = tf.variable(tf.scalar(0));
export const variables = { w };
export const model: Model & { encode(y: tf.Tensor): tf.Tensor } = {
  variables,
  encode: (y) => tf.sub(y, w),
  dispose: () => w.dispose(),
};
export const objective: Objective<Model, 'cost'> = {
  weights: { cost: 1 },
  terms: (_, { y }) => ({ cost: tf.square(tf.sub(tf.reshape(y, [-1]), w)) }),
};
export const gradients: NamedTensors = { w: tf.scalar(1) };
export const engine = eager({ backend: 'cpu' });
export const data = { y: table(Float32Array.of(1, 2, 3), [3, 1]) };
