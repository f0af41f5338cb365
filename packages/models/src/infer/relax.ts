import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { type CodeEnergy, slopeAt, spread } from './codeEnergy.ts';

export interface RelaxOptions {
  /** Tries to step, K; each costs the energy and its slope once. */
  readonly steps?: number;
  /** η of the first step; every example's own grows where its energy falls and halves where it would not. */
  readonly stepSize?: number;
  /** Part of the last step that the next one keeps, in [0, 1). */
  readonly momentum?: number;
}

export type Relaxed = {
  /** ž, of the shape of the start. */
  readonly z: tf.Tensor;
  /** E(y, z) at the start and after each step, [steps + 1, batch]: no column ever rises. */
  readonly energies: tf.Tensor2D;
};

/** Two energies that differ by less, as a part of them, are the same but for rounding. */
const rounding = 1e-6;

/** A step that worked may be a fifth longer the next time; one that did not is tried at half its length. */
const [grow, shrink] = [1.2, 0.5];

/**
 * ž = argmin_z E(y, z) by gradient descent from a first guess: relaxation.
 *
 *     v ← m v − η ∇E(z),   z′ = prox_η(z + v),   z ← z′ where E(z′) < E(z)
 *
 * Each example steps by itself and only downhill, so its energy falls whatever the step size; and it falls at once if η < 2/L, L the
 * Lipschitz constant of its slope. No value is read, so a compiled step may contain it; nothing may be differentiated through it.
 *
 * @param start [batch, …latent]
 * @returns ž and the energies on the way
 * @throws OPTION for steps, a step size or a momentum outside of their ranges
 * @see Canziani, lecture 08-3, target propagation: ž = argmin_z E(y, z), z initialised to z̃
 * @example
 * const bowl = { smooth: (z: tf.Tensor) => tf.sum(tf.square(tf.sub(z, 3)), 1) as tf.Tensor1D };
 * relax(bowl, tf.zeros([1, 2]), { steps: 40 }).z; // [[3, 3]]
 */
export function relax(
  energy: CodeEnergy,
  start: tf.Tensor,
  { steps = 10, stepSize = 0.1, momentum = 0 }: RelaxOptions = {},
): Relaxed {
  checkOptions('relax', { steps }, ranges.count);
  checkOptions('relax', { stepSize }, ranges.positive);
  checkOptions('relax', { momentum }, ranges.fraction);
  return tf.tidy(() => {
    let z = start;
    let { energy: now, slope } = slopeAt(energy, z);
    let eta = tf.mul(spread(tf.onesLike(now) as tf.Tensor1D, z), stepSize);
    let velocity = tf.zerosLike(z);
    const energies = [now];
    for (let step = 0; step < steps; step++) {
      const along = tf.sub(tf.mul(velocity, momentum), tf.mul(eta, slope));
      const moved = energy.sharp ? energy.sharp.proximal(tf.add(z, along), eta) : tf.add(z, along);
      const next = slopeAt(energy, moved);
      const falls = goesDown({ now, next: next.energy, rise: dot(next.slope, tf.sub(moved, z)) });
      const each = spread(falls, z);
      velocity = tf.where(each, tf.sub(moved, z), tf.zerosLike(z));
      eta = tf.mul(eta, tf.where(each, grow, shrink));
      slope = tf.where(each, next.slope, slope);
      z = tf.where(each, moved, z);
      now = tf.where(falls, tf.minimum(next.energy, now), now);
      energies.push(now);
    }
    return { z: tf.clone(z), energies: tf.stack(energies) as tf.Tensor2D };
  });
}

/**
 * Where a step lowers the energy. Near a minimum its fall drowns in rounding: there the step must end where the slope still points down, as in
 * the approximate Wolfe conditions (Hager and Zhang 2005). False where the energy is not a number.
 *
 * @param rise the slope at the end along the step, [batch]
 */
function goesDown({ now, next, rise }: { now: tf.Tensor1D; next: tf.Tensor1D; rise: tf.Tensor1D }): tf.Tensor1D {
  const level = tf.lessEqual(tf.sub(next, now), tf.mul(tf.abs(now), rounding));
  return tf.logicalOr(tf.less(next, now), tf.logicalAnd(level, tf.lessEqual(rise, 0)));
}

/** Σ aᵢbᵢ of each example, [batch]. */
function dot(a: tf.Tensor, b: tf.Tensor): tf.Tensor1D {
  return tf.sum(tf.reshape(tf.mul(a, b), [a.shape[0] as number, -1]), 1);
}
