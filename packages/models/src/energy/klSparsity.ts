import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { CodeRegularizer } from './codeRegularizer.ts';
import { sumCode } from './sumCode.ts';

/**
 * R(z) = Σᵢ KL(ρ ‖ σ(zᵢ)): each latent dimension is the logit of a unit that should be on with probability ρ. Smallest, 0, where
 * σ(zᵢ) = ρ; convex, with slope σ(zᵢ) − ρ.
 *
 *     KL(ρ ‖ σ(z)) = log(1 + exp z) − ρ z + ρ log ρ + (1 − ρ) log(1 − ρ)
 *
 * @param options.rate ρ, in (0, 1)
 * @throws OPTION for a rate that is not between 0 and 1
 * @example
 * klSparsity({ rate: 0.5 }).energy(tf.tensor2d([[0, 0]])); // [0]
 */
export function klSparsity({ rate = 0.05 }: { rate?: number } = {}): CodeRegularizer {
  checkOptions('klSparsity', { rate }, ranges.betweenZeroAndOne);
  const least = rate * Math.log(rate) + (1 - rate) * Math.log(1 - rate);
  return {
    energy: (z) => tf.tidy(() => sumCode(tf.add(tf.sub(tf.softplus(z), tf.mul(z, rate)), least))),
  };
}
