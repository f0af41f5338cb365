import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from './kernels.ts';

/**
 * MMD² between two sets of codes, each code of x with its share of it: meanⱼ k(xᵢ, xⱼ) − 2 meanⱼ k(xᵢ, yⱼ) + mean k(y, y). The mean of the
 * shares is MMD², 0 where both are drawn from one distribution.
 *
 * @param x [n, …]
 * @param y [m, …]
 * @param options.unbiased leave out pairs of a code with itself: right on average, and below 0 by chance
 * @returns [n], no unit
 * @see Gretton et al. 2012, A kernel two-sample test, equations 3 and 5
 * @example
 * const shares = meanDiscrepancy(tf.zeros([4, 2]), tf.ones([5, 2]), gaussianKernel([1]));
 */
export function meanDiscrepancy(
  x: tf.Tensor,
  y: tf.Tensor,
  kernel: Kernel,
  { unbiased = true }: { unbiased?: boolean } = {},
): tf.Tensor1D {
  const [n, m] = [x.shape[0] as number, y.shape[0] as number];
  const [a, b] = [tf.reshape(x, [n, -1]), tf.reshape(y, [m, -1])];
  const self = unbiased ? kernel(tf.zeros([1])) : tf.zeros([1]);
  const pairs = (size: number) => (unbiased ? Math.max(size - 1, 1) : size);
  const ofX = tf.div(tf.sub(tf.sum(kernel(squaredDistances(a, a)), 1), self), pairs(n));
  const ofY = tf.div(tf.sub(tf.sum(kernel(squaredDistances(b, b)), 1), self), pairs(m));
  const across = tf.mean(kernel(squaredDistances(a, b)), 1);
  return tf.add(tf.sub(ofX, tf.mul(across, 2)), tf.mean(ofY)) as tf.Tensor1D;
}

/** ‖aᵢ − bⱼ‖²: [n, d], [m, d] → [n, m] */
function squaredDistances(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(tf.sub(tf.expandDims(a, 1), tf.expandDims(b, 0))), 2);
}
