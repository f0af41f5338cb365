import * as tf from '@tensorflow/tfjs-core';

/** k(x, y) as a function of ‖x − y‖², number by number. */
export type Kernel = (squaredDistance: tf.Tensor) => tf.Tensor;

/**
 * k(x, y) = Σ_σ exp(−‖x − y‖²/2σ²): one hill for each width.
 *
 * @param widths σ, in the unit of x
 * @example
 * const kernel = gaussianKernel([0.5, 1, 2]);
 */
export function gaussianKernel(widths: readonly number[]): Kernel {
  return (squaredDistance) => tf.addN(widths.map((width) => tf.exp(tf.mul(squaredDistance, -0.5 / width ** 2))));
}

/**
 * k(x, y) = c/(c + ‖x − y‖²), whose tails reach codes that lie far off.
 *
 * @param c in squared units of x; 2d for codes of d numbers and a prior N(0, I)
 * @see Tolstikhin et al. 2018, Wasserstein auto-encoders, section 4
 * @example
 * const kernel = inverseMultiquadratic(2 * 20);
 */
export function inverseMultiquadratic(c: number): Kernel {
  return (squaredDistance) => tf.div(c, tf.add(squaredDistance, c));
}
