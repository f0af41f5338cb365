import type { ClassPrior, Prior } from '../distributions/prior.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import { timesLast } from '../network.ts';
import { denseNetworks } from '../networks/denseNetworks.ts';
import type { DenseVariationalAutoencoderOptions } from '../variational/denseVariationalAutoencoder.ts';
import {
  type ConditionalVariationalAutoencoder,
  conditionalVariationalAutoencoder,
} from './conditionalVariationalAutoencoder.ts';

export interface DenseConditionalVariationalAutoencoderOptions
  extends Omit<DenseVariationalAutoencoderOptions, 'prior'> {
  /** How many classes there are. */
  readonly classes: number;
  /** p(z), or p(z|x) of a class; `standardNormal()` by default. */
  readonly prior?: Prior | ClassPrior;
}

/**
 * A conditional variational autoencoder of dense layers with ReLU, (784 + classes)-400-20 and (20 + classes)-400-784 unless told otherwise.
 *
 * @throws `OPTION` for a size that is not a positive whole number
 * @see Sohn, Lee, Yan 2015; Kingma et al. 2014, Semi-supervised learning with deep generative models
 * @example
 * const model = denseConditionalVariationalAutoencoder({ classes: 10, seed: 1 });
 * parameterCount(model); // 660 824
 */
export function denseConditionalVariationalAutoencoder({
  classes,
  imageShape = [28, 28, 1],
  hidden = [400],
  latentSize = 20,
  likelihood = bernoulli(),
  prior,
  initializer,
  seed,
}: DenseConditionalVariationalAutoencoderOptions): ConditionalVariationalAutoencoder {
  const features = imageShape.reduce((size, next) => size * next, 1);
  const networks = denseNetworks({
    encoder: { inputShape: [features + classes], outputShape: [2 * latentSize] },
    decoder: { inputShape: [latentSize + classes], outputShape: timesLast(imageShape, likelihood.outputsPerNumber) },
    hidden,
    initializer,
    seed,
  });
  const options = { exampleShape: imageShape, classes, likelihood, ...(prior && { prior }) };
  return conditionalVariationalAutoencoder({ ...networks, ...options });
}
