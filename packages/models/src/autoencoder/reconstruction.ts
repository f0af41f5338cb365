import type { Objective } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { LatentModel } from '../latentModel.ts';

/** C(y, ỹ): observations and their reconstructions, both [batch, …] → one number per example, [batch]. */
export type Cost = (y: tf.Tensor, reconstruction: tf.Tensor) => tf.Tensor1D;

/**
 * F(y) = weight · C(y, Dec(Enc(y))): what an autoencoder makes small.
 *
 * @param options.cost e.g. `squaredError`: a sum over the pixels of an example; any function of yours with one number per example
 * @param options.weight 1 by default; 1/784 makes of a sum over 28 × 28 pixels the mean that PyTorch's MSELoss takes
 * @example
 * const objective = reconstruction({ cost: squaredError });
 */
export function reconstruction({
  cost,
  weight = 1,
}: {
  cost: Cost;
  weight?: number;
}): Objective<LatentModel, 'reconstruction'> {
  return {
    weights: { reconstruction: weight },
    terms: (model, { y }) => ({ reconstruction: cost(y, model.reconstruct(y, { training: true })) }),
  };
}
