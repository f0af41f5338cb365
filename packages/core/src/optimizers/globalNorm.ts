import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensors } from '../tensors.ts';

/** ‖g‖ = √Σ g² over all numbers of all gradients. */
export function globalNorm(gradients: NamedTensors): tf.Scalar {
  return tf.tidy(() =>
    tf.sqrt(tf.addN(Object.values(gradients).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient))))),
  );
}
