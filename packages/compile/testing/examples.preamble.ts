// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import { table as rowsOf, type StepFunction } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

export * as tf from '@tensorflow/tfjs-core';

export const center = tf.variable(tf.tensor1d([1, 2]));

export const state = [center];
export const step: StepFunction = ({ y }) => ({ loss: tf.mean(tf.square(tf.sub(y as tf.Tensor, center))) });
export const table = rowsOf(new Float32Array(6), [3, 2]);
export const rows = Int32Array.of(0, 2);
