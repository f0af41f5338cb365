import * as tf from '@tensorflow/tfjs-core';
import type { CodeEnergy, Energy } from '../infer/codeEnergy.ts';

/** R(z): which codes are preferred. */
export interface CodeRegularizer {
  /** [batch, …latent] → [batch]. */
  readonly energy: Energy;
  /** prox_t(z) = argmin_u R(u) + ‖u − z‖² / 2t, for an R without a slope where it is smallest. t is [batch, 1, …], or one for all. */
  proximal?(z: tf.Tensor, t: tf.Tensor): tf.Tensor;
}

/**
 * E(y, z) = smooth + λ R(z), with R where inference can step it.
 *
 * @param weight λ
 * @example
 * const energy = withRegularizer((z) => squaredError(tf.tensor2d([[3, 0.1]]), z), l1(), 0.5);
 */
export function withRegularizer(smooth: Energy, regularizer: CodeRegularizer | undefined, weight: number): CodeEnergy {
  if (!regularizer) return { smooth };
  const { energy, proximal } = regularizer;
  const weighted: Energy = (z) => tf.mul(energy(z), weight);
  if (!proximal) return { smooth: (z) => tf.add(smooth(z), weighted(z)) };
  return { smooth, sharp: { energy: weighted, proximal: (z, t) => proximal(z, tf.mul(t, weight)) } };
}
