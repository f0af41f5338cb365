import type { Random } from '@latentkit/core';
import type { DiagonalGaussian } from '@latentkit/losses';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * What can be drawn and has a density: a prior of codes, a posterior, what a likelihood makes of a code. In tfjs operations, so gradients reach
 * its variables, and a compiled step may contain it.
 */
export interface Distribution {
  /** Draws of this shape, [n, …]. */
  sample(shape: readonly number[], random: Random): tf.Tensor;
  /** log p(z) of each row in nats, [n, …] → [n]. */
  logDensity(z: tf.Tensor): tf.Tensor1D;
  /** D(q ‖ p) of every example, where there is a closed form; without one it is taken by draws, see `divergenceFrom`. */
  divergence?(posterior: DiagonalGaussian): Divergence;
  /** D(qⱼ ‖ pⱼ) of each latent dimension, where they are independent and there is a closed form: [batch, …latent]. */
  divergencePerNumber?(posterior: DiagonalGaussian): tf.Tensor;
}

/** D(q ‖ p) = U + V in nats, both [batch]: V depends on the variances of q alone, U is the rest; of N(0, I), U = ½ Σ μ². */
export type Divergence = { readonly meanDivergence: tf.Tensor1D; readonly varianceDivergence: tf.Tensor1D };
