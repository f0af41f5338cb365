import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { type CodeEnergy, energyAt, slopeAt, spread } from './codeEnergy.ts';
import type { Relaxed } from './relax.ts';

export interface ProximalOptions {
  readonly steps: number;
  /** L, at least the Lipschitz constant of the slope of the smooth part: the step is 1/L. */
  readonly lipschitz: number | tf.Scalar;
}

/**
 * ISTA: ž = argmin_z smooth(z) + sharp(z) by z ← prox_{1/L}(z − ∇smooth(z)/L). After k steps a convex E is within L‖z₀ − ž‖²/2k of its minimum,
 * and no step raises it.
 *
 * @param start [batch, …latent]
 * @returns ž and the energies on the way
 * @throws OPTION for steps that are not positive whole number
 * @see Daubechies, Defrise and De Mol 2004; Beck and Teboulle 2009, equation 3.1
 * @example
 * const energy = withRegularizer((z) => squaredError(tf.tensor2d([[3, 0.1]]), z), l1(), 1);
 * ista(energy, tf.zeros([1, 2]), { steps: 1, lipschitz: 2 }).z; // [[2.5, 0]]
 */
export function ista(energy: CodeEnergy, start: tf.Tensor, { steps, lipschitz }: ProximalOptions): Relaxed {
  checkOptions('ista', { steps }, ranges.count);
  return tf.tidy(() => {
    let z = start;
    const energies = [energyAt(energy, z)];
    for (let k = 0; k < steps; k++) {
      z = proximalStep(energy, z, lipschitz);
      energies.push(energyAt(energy, z));
    }
    return { z: tf.clone(z), energies: tf.stack(energies) as tf.Tensor2D };
  });
}

/**
 * FISTA with restarts: steps from a point ahead of the last two codes, by which a convex E is within 2L‖z₀ − ž‖²/(k + 1)² of its minimum after k
 * steps. An example whose energy would rise keeps its code and begins again from there: its next step is one of ISTA, which in exact arithmetic
 * never raises E and is taken whatever rounding says, so that it comes as near to ž as ISTA does.
 *
 *     u = prox_{1/L}(x − ∇smooth(x)/L)
 *     z′ = u,   t′ = (1 + √(1 + 4t²))/2,   x′ = u + ((t − 1)/t′)(u − z)      where E(u) ≤ E(z) or t = 1
 *     z′ = z,   t′ = 1,                    x′ = z                              elsewhere
 *
 * @param start [batch, …latent]
 * @returns ž and the energies on the way: no column rises by more than rounding
 * @throws OPTION for steps that are not positive whole number
 * @see Beck and Teboulle 2009; O'Donoghue and Candès 2015, Adaptive restart for accelerated gradient schemes, section 3.2
 * @example
 * const energy = withRegularizer((z) => squaredError(tf.tensor2d([[3, 0.1]]), z), l1(), 1);
 * fista(energy, tf.zeros([1, 2]), { steps: 20, lipschitz: 4 }).z; // [[2.5, 0]]
 */
export function fista(energy: CodeEnergy, start: tf.Tensor, { steps, lipschitz }: ProximalOptions): Relaxed {
  checkOptions('fista', { steps }, ranges.count);
  return tf.tidy(() => {
    let [z, x] = [start, start];
    let now = energyAt(energy, z);
    let t = tf.onesLike(now); // [batch]
    const energies = [now];
    for (let k = 0; k < steps; k++) {
      const u = proximalStep(energy, x, lipschitz);
      const there = energyAt(energy, u);
      const taken = tf.logicalOr(tf.lessEqual(there, now), tf.equal(t, 1)) as tf.Tensor1D;
      const grown = tf.div(tf.add(tf.sqrt(tf.add(tf.mul(tf.square(t), 4), 1)), 1), 2) as tf.Tensor1D;
      const ahead = tf.div(tf.sub(t, 1), grown) as tf.Tensor1D;
      const here = spread(taken, z);
      x = tf.where(here, tf.add(u, tf.mul(tf.sub(u, z), spread(ahead, z))), z);
      z = tf.where(here, u, z);
      now = tf.where(taken, there, now);
      t = tf.where(taken, grown, tf.onesLike(t));
      energies.push(now);
    }
    return { z: tf.clone(z), energies: tf.stack(energies) as tf.Tensor2D };
  });
}

/** prox_{1/L}(z − ∇smooth(z)/L) */
function proximalStep(energy: CodeEnergy, z: tf.Tensor, lipschitz: number | tf.Scalar): tf.Tensor {
  const moved = tf.sub(z, tf.div(slopeAt({ smooth: energy.smooth }, z).slope, lipschitz));
  return energy.sharp ? energy.sharp.proximal(moved, tf.div(tf.scalar(1), lipschitz)) : moved;
}
