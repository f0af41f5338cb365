import type { Objective, Random, Schedule, Terms } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { logNormal } from '../distributions/logNormal.ts';
import type { Mode } from '../network.ts';
import { expectedCost } from './elboTerms.ts';
import { minibatchDensities } from './minibatchDensities.ts';
import { reparameterize } from './reparameterize.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/** C(y, ỹ), and the three parts of the divergence. */
export type TotalCorrelationTerms = Terms<
  'reconstruction' | 'mutualInformation' | 'totalCorrelation' | 'dimensionDivergence'
>;

/**
 * F(y) = C + I + β TC + D, the divergence log q(z|y) − log p(z) in its parts I = log q(z|y) − log q(z), what a code tells of its example;
 * TC = log q(z) − Σⱼ log q(zⱼ), what the latent dimensions tell of each other; D = Σⱼ log q(zⱼ) − log p(z). At β = 1 it is −ELBO in the mean.
 *
 * Examples see each other: q(z) is estimated from the batch.
 *
 * @param options.beta weight of TC: a number or a schedule; 6 by default
 * @param options.examples N, how many the data set has
 * @throws `OPTION` for examples that are not whole number of at least 1
 * @see Chen et al. 2018, Isolating sources of disentanglement in variational autoencoders (β-TC-VAE)
 * @example
 * const objective = totalCorrelation({ beta: 6, examples: 60_000 });
 */
export function totalCorrelation({
  beta = 6,
  examples,
}: {
  beta?: number | Schedule;
  examples: number;
}): Objective<VariationalAutoencoder, keyof TotalCorrelationTerms> {
  checkOptions('totalCorrelation', { examples }, ranges.count);
  return {
    weights: { reconstruction: 1, mutualInformation: 1, totalCorrelation: beta, dimensionDivergence: 1 },
    terms: (model, { y }, random) => totalCorrelationTerms(model, y, random, { examples, training: true }),
  };
}

/**
 * The bare terms by one draw of z, each [batch], in nats; their sum is a draw of −ELBO.
 *
 * @param y [batch, …exampleShape]
 */
export function totalCorrelationTerms(
  model: VariationalAutoencoder,
  y: tf.Tensor,
  random: Random,
  { examples, ...mode }: { examples: number } & Mode,
): TotalCorrelationTerms {
  const { mean, logVariance } = model.posterior(y, mode);
  const flat = (x: tf.Tensor) => tf.reshape(x, [y.shape[0] as number, -1]);
  const posterior = { mean: flat(mean), logVariance: flat(logVariance) };
  const code = reparameterize({ mean, logVariance }, random);
  const z = flat(code);
  const { together, apart } = minibatchDensities(z, posterior, examples);
  return {
    reconstruction: expectedCost(model, y, code, mode),
    mutualInformation: tf.sub(logNormal(z, posterior), together),
    totalCorrelation: tf.sub(together, apart),
    dimensionDivergence: tf.sub(apart, model.prior.logDensity(code)),
  };
}
