import type { Objective, Random, Schedule, Terms } from '@latentkit/core';
import { meanDivergence, varianceDivergence } from '@latentkit/losses';
import type * as tf from '@tensorflow/tfjs-core';
import type { Mode } from '../network.ts';
import { reparameterize } from './reparameterize.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/** C(y, ỹ), and the two parts of D(q(z|y) ‖ N(0, I)) = U + V. */
export type ElboTerms = Terms<'reconstruction' | 'meanDivergence' | 'varianceDivergence'>;

/**
 * F̃(y) = C(y, ỹ) + β D(q(z|y) ‖ p(z)): at β = 1 the negative evidence lower bound, in nats.
 *
 * @param options.beta weight of the divergence: a number, or a schedule such as a warm-up; 1 unless given
 * @see Canziani, lecture 08-3, the free energy of the VAE; Higgins et al. 2017 for β
 * @example
 * const objective = negativeElbo({ beta: 4 });
 */
export function negativeElbo({
  beta = 1,
}: {
  beta?: number | Schedule;
} = {}): Objective<VariationalAutoencoder, keyof ElboTerms> {
  return {
    weights: { reconstruction: 1, meanDivergence: beta, varianceDivergence: beta },
    terms: (model, { y }, random) => elboTerms(model, y, random, { training: true }),
  };
}

/**
 * The bare terms of the bound by one draw of z, each [batch], in nats; their sum is −ELBO.
 *
 * @param y [batch, …exampleShape]
 */
export function elboTerms(model: VariationalAutoencoder, y: tf.Tensor, random: Random, mode?: Mode): ElboTerms {
  const posterior = model.posterior(y, mode);
  const z = reparameterize(posterior, random);
  return {
    reconstruction: model.likelihood.cost(y, model.output(z, mode)),
    meanDivergence: meanDivergence(posterior),
    varianceDivergence: varianceDivergence(posterior),
  };
}
