import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';

/** The rows of x again and again, so that each meets several codes: [batch, …] → [times · batch, …], one whole batch after the other. */
export function repeatRows(x: tf.Tensor, times: number): tf.Tensor {
  if (times === 1) return x;
  return tf.tile(
    x,
    x.shape.map((_, axis) => (axis === 0 ? times : 1)),
  );
}

/** The same of a posterior, from which several codes are drawn for each example. */
export function repeatPosterior({ mean, logVariance }: DiagonalGaussian, times: number): DiagonalGaussian {
  return { mean: repeatRows(mean, times), logVariance: repeatRows(logVariance, times) };
}
