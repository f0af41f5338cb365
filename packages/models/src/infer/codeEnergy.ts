import * as tf from '@tensorflow/tfjs-core';

/** E(y, z) of the observations of one batch, as a function of their codes: [batch, …latent] → [batch]. */
export type Energy = (z: tf.Tensor) => tf.Tensor1D;

/** E = smooth + sharp. */
export interface CodeEnergy {
  /** What gradient descent goes down, in tfjs ops. */
  readonly smooth: Energy;
  /** What has no gradient where it is smallest, such as |z|; it is stepped by its proximal map. */
  readonly sharp?: Sharp;
}

export interface Sharp {
  readonly energy: Energy;
  /**
   * prox_t(z) = argmin_u sharp(u) + ‖u − z‖² / 2t.
   *
   * @param t the step size of each example, [batch, 1, …], or one for all
   */
  proximal(z: tf.Tensor, t: tf.Tensor): tf.Tensor;
}

/** E(y, z), [batch]. */
export function energyAt({ smooth, sharp }: CodeEnergy, z: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => (sharp ? tf.add(smooth(z), sharp.energy(z)) : smooth(z)));
}

/** E(y, z) and the slope of its smooth part by z: [batch] and [batch, …latent]. Examples do not see each other, so one pass serves all. */
export function slopeAt(energy: CodeEnergy, z: tf.Tensor): { energy: tf.Tensor1D; slope: tf.Tensor } {
  const { value, grad } = tf.valueAndGrad(energy.smooth)(z, tf.ones([z.shape[0] as number]));
  const total = energy.sharp ? tf.add(value, energy.sharp.energy(z)) : value;
  return { energy: total as tf.Tensor1D, slope: grad };
}

/** One number per example as [batch, 1, …] of the rank of z. */
export function spread(perExample: tf.Tensor1D, z: tf.Tensor): tf.Tensor {
  return tf.reshape(perExample, [-1, ...z.shape.slice(1).map(() => 1)]);
}
