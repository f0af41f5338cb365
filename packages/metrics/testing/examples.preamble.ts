// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import { eager, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

export * as tf from '@tensorflow/tfjs-core';

export const engine = eager({ backend: 'cpu' });
export const test = { y: table(Uint8Array.of(0, 255, 255, 255), [2, 2], 1 / 255) };

/** Answers the mean image, whatever it sees. */
const mean = tf.variable(tf.tensor1d([0.5, 1]));
export const model = {
  variables: { mean },
  reconstruct: (y: tf.Tensor) => tf.add(tf.zerosLike(y), mean),
};
