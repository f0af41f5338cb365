import type { Random, Terms } from '@latentkit/core';
import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { divergenceFrom } from '../distributions/divergenceFrom.ts';
import type { Mode } from '../network.ts';
import { reparameterize } from './reparameterize.ts';
import { repeatPosterior, repeatRows } from './repeatRows.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/** C(y, ỹ), and the two parts of D(q(z|y) ‖ p(z)) = U + V. */
export type ElboTerms = Terms<'reconstruction' | 'meanDivergence' | 'varianceDivergence'>;

export interface ElboOptions extends Mode {
  /** Draws of z for each example; 1 by default. */
  readonly samples?: number;
  /** q(z|y) where it is known already. */
  readonly posterior?: DiagonalGaussian;
}

/**
 * The bare terms of the bound, each [batch], in nats; their sum is −ELBO.
 *
 * @param y [batch, …exampleShape]
 * @see Canziani, lecture 08-3: U = ½ Σ μ², V = ½ Σ v − log v − 1 for p(z) = N(0, I); `divergenceFrom` for another
 */
export function elboTerms(
  model: VariationalAutoencoder,
  y: tf.Tensor,
  random: Random,
  { samples = 1, training, posterior = model.posterior(y, { training }) }: ElboOptions = {},
): ElboTerms {
  const z = reparameterize(repeatPosterior(posterior, samples), random);
  return {
    reconstruction: expectedCost(model, y, z, { training }),
    ...divergenceFrom(model.prior, posterior, z),
  };
}

/**
 * E[−log p(y|z)] by the mean over draws of z.
 *
 * @param y [batch, …exampleShape]
 * @param z [samples · batch, …latent], one whole batch after the other
 * @returns [batch], in nats
 */
export function expectedCost(model: VariationalAutoencoder, y: tf.Tensor, z: tf.Tensor, mode?: Mode): tf.Tensor1D {
  const [batch, rows] = [y.shape[0] as number, z.shape[0] as number];
  const samples = rows / batch;
  const cost = model.likelihood.cost(repeatRows(y, samples), model.output(z, mode));
  return samples === 1 ? cost : tf.mean(tf.reshape(cost, [samples, batch]), 0);
}
