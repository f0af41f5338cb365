import type { Random } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { Distribution } from '../distributions/distribution.ts';
import { sumCode } from '../energy/sumCode.ts';
import { type Energy, spread } from './codeEnergy.ts';

export interface LangevinOptions {
  /** p(z): `standardNormal()`, `uniformAngles()`, or any other. */
  readonly prior: Distribution;
  /** Steps from β = 0 to the whole of it; each costs the energy and its slope once. */
  readonly steps?: number;
  /** h of a step at β ≤ 1; it shrinks as 1/β. */
  readonly stepSize?: number;
}

/** Codes that were drawn, and what their paths say of the free energy. */
export type Drawn = {
  /** z ~ p(z) exp(−β E(y, z)) but for its weight, [batch, …latent]. */
  readonly z: tf.Tensor;
  /** log w with E[w] = ∫ p(z) exp(−β E(y, z)) dz = exp(−β F_β(y)), without bias, [batch]. */
  readonly logWeight: tf.Tensor1D;
};

/**
 * Codes by Langevin dynamics, one per example, from the prior at β = 0 in even steps to p(z) exp(−β E(y, z)):
 *
 *     z′ = z − h ∇U(z) + √(2h) ε,   U = βₖ E − log p(z),   accepted with probability min(1, q(z|z′) e^{−U(z′)} / q(z′|z) e^{−U(z)})
 *     log w = −Σₖ (βₖ − βₖ₋₁) E(y, zₖ₋₁)
 *
 * The acceptance (Metropolis) makes each step exact at any h, and the weights (annealed importance sampling) make the mean of w exact at any
 * number of steps. No value is read, so a compiled step may contain it.
 *
 * @param energy E, smooth
 * @param shape of the codes, [batch, …latent]
 * @param beta β > 0
 * @throws OPTION for steps, a step size or a β outside of their ranges
 * @see Roberts and Tweedie 1996; Neal 2001
 */
export function langevin(
  energy: Energy,
  {
    shape,
    beta,
    random,
    prior,
    steps = 50,
    stepSize = 0.1,
  }: LangevinOptions & {
    readonly shape: readonly number[];
    readonly beta: number;
    readonly random: Random;
  },
): Drawn {
  checkOptions('langevin', { steps }, ranges.count);
  checkOptions('langevin', { stepSize, beta }, ranges.positive);
  return tf.tidy(() => {
    const priorEnergy = (z: tf.Tensor) => tf.neg(prior.logDensity(z));
    const slopes = (z: tf.Tensor) => ({ E: slope(energy, z), prior: slope(priorEnergy, z) });
    let z = prior.sample(shape, random);
    let at = slopes(z);
    let logWeight = tf.zeros<tf.Rank.R1>([shape[0] as number]);
    for (let step = 1; step <= steps; step++) {
      logWeight = tf.sub(logWeight, tf.mul(at.E.value, beta / steps));
      const b = (beta * step) / steps;
      const h = stepSize / Math.max(1, b);
      const down = (place: typeof at) => tf.mul(tf.add(tf.mul(place.E.grad, b), place.prior.grad), h);
      const U = (place: typeof at) => tf.add(tf.mul(place.E.value, b), place.prior.value);
      const moved = tf.add(tf.sub(z, down(at)), tf.mul(random.normal(shape), Math.sqrt(2 * h)));
      const there = slopes(moved);
      // log q(z|z′) − log q(z′|z), q(z′|z) = N(z − h∇U(z), 2h)
      const back = sumOfSquares(tf.add(tf.sub(z, moved), down(there)));
      const forth = sumOfSquares(tf.add(tf.sub(moved, z), down(at)));
      const logRatio = tf.add(tf.sub(U(at), U(there)), tf.div(tf.sub(forth, back), 4 * h));
      const accept = tf.less(tf.log(random.uniform([shape[0] as number])), logRatio) as tf.Tensor1D;
      const each = spread(accept, z);
      const keep = (place: Slope, other: Slope): Slope => ({
        value: tf.where(accept, place.value, other.value),
        grad: tf.where(each, place.grad, other.grad),
      });
      z = tf.where(each, moved, z);
      at = { E: keep(there.E, at.E), prior: keep(there.prior, at.prior) };
    }
    return { z: tf.clone(z), logWeight };
  });
}

interface Slope {
  readonly value: tf.Tensor1D;
  readonly grad: tf.Tensor;
}

/** [batch] and its slope by z, [batch, …latent]. */
function slope(energy: Energy, z: tf.Tensor): Slope {
  const { value, grad } = tf.valueAndGrad(energy)(z, tf.ones([z.shape[0] as number]));
  return { value: value as tf.Tensor1D, grad };
}

const sumOfSquares = (z: tf.Tensor) => sumCode(tf.square(z));
