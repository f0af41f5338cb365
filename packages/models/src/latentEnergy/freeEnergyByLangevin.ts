import type { Random } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { energyAt } from '../infer/codeEnergy.ts';
import { type LangevinOptions, langevin } from '../infer/langevin.ts';
import type { LatentEnergyModel, Observed } from './latentEnergyModel.ts';
import { examplesOfPairs } from './pairs.ts';

/**
 * F_β(y) = −1/β log ∫ p(z) exp(−β E(y, z)) dz by samples, where a grid of codes would be too large: the mean weight of `particles` paths of
 * Langevin dynamics for each example.
 *
 * @param observed y [batch, …exampleShape], and x where the model has a condition
 * @returns F_β and its standard error, both [batch], in the unit of the cost
 * @throws OPTION for an option outside of its range
 * @see `freeEnergyByCodes` for the same over a list of codes
 * @example
 * const estimate = freeEnergyByLangevin(
 *   ellipseModel({ axes: [2, 1] }),
 *   { y: tf.tensor2d([[1, 1]]) },
 *   { beta: 5, prior: uniformAngles(), random: counterRandom({ seed: 1, step: 0 }) },
 * );
 */
export function freeEnergyByLangevin(
  model: LatentEnergyModel,
  { y, x }: Observed,
  {
    beta,
    particles = 100,
    random,
    ...options
  }: LangevinOptions & { readonly beta: number; readonly particles?: number; readonly random: Random },
): { freeEnergy: tf.Tensor1D; standardError: tf.Tensor1D } {
  checkOptions('freeEnergyByLangevin', { particles }, ranges.count);
  const batch = y.shape[0] as number;
  return tf.tidy(() => {
    const repeated = { y: examplesOfPairs(y, particles), ...(x && { x: examplesOfPairs(x, particles) }) };
    const { at, shape } = model.energyOf(repeated);
    const paths = langevin((z) => energyAt(at, z), { ...options, beta, random, shape });
    const logWeights = tf.reshape(paths.logWeight, [batch, particles]) as tf.Tensor2D;
    const logMean = tf.sub(tf.logSumExp(logWeights, 1), Math.log(particles));
    // The relative error of a mean of w is that of its logarithm: sd(w/w̄)/√n.
    const relative = tf.sub(tf.exp(tf.sub(logWeights, tf.expandDims(logMean, 1))), 1);
    const error = tf.sqrt(tf.div(tf.mean(tf.square(relative), 1), particles));
    return {
      freeEnergy: tf.div(logMean, -beta) as tf.Tensor1D,
      standardError: tf.div(error, beta) as tf.Tensor1D,
    };
  });
}
