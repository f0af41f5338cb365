import { checkOptions } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The soft minimum over codes: F_β(y) = −1/β log 1/K Σₖ exp(−β E(y, zₖ)), which is minₖ E(y, zₖ) at zero temperature, β = ∞. Its slope is
 * the mean of the energies' slopes by the weights exp(−β E) / Σ exp(−β E).
 *
 * @param energies E(y, zₖ), [batch, codes]
 * @param beta β > 0, the inverse temperature, in 1 / the unit of the energies
 * @returns F_β, [batch], between the least and the mean energy
 * @throws OPTION for a β that is not positive
 * @see Canziani, lecture 08-3, F_β(y) = softmin_β over z of E(y, z)
 * @example
 * softMinimum(tf.tensor2d([[1, 3]]), Number.POSITIVE_INFINITY); // [1]
 */
export function softMinimum(energies: tf.Tensor2D, beta: number): tf.Tensor1D {
  checkOptions('softMinimum', { beta }, { words: 'a number above 0, or Infinity', holds: (value) => value > 0 });
  if (beta === Number.POSITIVE_INFINITY) return tf.min(energies, 1);
  return tf.tidy(() => {
    const codes = energies.shape[1];
    return tf.div(tf.sub(tf.logSumExp(tf.mul(energies, -beta), 1), Math.log(codes)), -beta);
  });
}
