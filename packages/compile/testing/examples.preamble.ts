// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

export * as tf from '@tensorflow/tfjs-core';

export const center = tf.variable(tf.tensor1d([1, 2]));
