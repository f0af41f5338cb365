import * as tf from '@tensorflow/tfjs-core';

type Energy = (x: tf.Tensor) => tf.Tensor;

/** ∂ Σ energy / ∂x by tfjs; x is cloned, so that an x that the energy also holds as a constant stays one. */
export function gradient(energy: Energy, x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.grad((x) => tf.sum(energy(x)))(tf.clone(x)));
}

/**
 * ∂ Σ energy / ∂x by f′ ≈ (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h, error h⁴ f⁽⁵⁾/30: h = 1/32 leaves 3e-8 to it, and
 * float32's rounding is divided by a large h. The sum is taken in float64.
 */
export function finiteDifference(energy: Energy, x: tf.Tensor, h = 1 / 32): tf.Tensor {
  const values = x.dataSync();
  const sumAt = (i: number, shift: number) => {
    const moved = Float32Array.from(values, (value, j) => (j === i ? value + shift : value));
    const terms = tf.tidy(() => energy(tf.tensor(moved, x.shape)).dataSync<'float32'>());
    return terms.reduce((sum, next) => sum + next, 0);
  };
  const slopes = Array.from(
    values,
    (_, i) => (sumAt(i, -2 * h) - 8 * sumAt(i, -h) + 8 * sumAt(i, h) - sumAt(i, 2 * h)) / (12 * h),
  );
  return tf.tensor(slopes, x.shape);
}
