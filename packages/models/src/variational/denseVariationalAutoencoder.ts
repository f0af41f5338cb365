import type { Initializer } from '@latentkit/layers';
import type { Prior } from '../distributions/prior.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { timesLast } from '../network.ts';
import { denseNetworks } from '../networks/denseNetworks.ts';
import { type VariationalAutoencoder, variationalAutoencoder } from './variationalAutoencoder.ts';

export interface DenseVariationalAutoencoderOptions {
  /** One observation without the batch: [height, width, channels], or [features]. */
  readonly imageShape?: readonly number[];
  /** Widths between the image and the code; the decoder has them in reverse. */
  readonly hidden?: readonly number[];
  /** Latent dimensions. */
  readonly latentSize?: number;
  /** p(y|z); `bernoulli()` by default. */
  readonly likelihood?: Likelihood;
  /** p(z); `standardNormal()` by default. */
  readonly prior?: Prior;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * A variational autoencoder of dense layers with ReLU, 784-400-20-400-784 unless told otherwise.
 * [batch, …imageShape] → q(z|y) over [batch, latentSize] → [batch, …imageShape].
 *
 * @throws `OPTION` for a size that is not a positive whole number
 * @see Kingma and Welling 2013
 * @example
 * const model = denseVariationalAutoencoder({ seed: 1 });
 * parameterCount(model); // 652 824
 */
export function denseVariationalAutoencoder({
  imageShape = [28, 28, 1],
  hidden = [400],
  latentSize = 20,
  likelihood = bernoulli(),
  prior,
  initializer,
  seed,
}: DenseVariationalAutoencoderOptions = {}): VariationalAutoencoder {
  const networks = denseNetworks({
    encoder: { inputShape: imageShape, outputShape: [2 * latentSize] },
    decoder: { inputShape: [latentSize], outputShape: timesLast(imageShape, likelihood.outputsPerNumber) },
    hidden,
    initializer,
    seed,
  });
  return variationalAutoencoder({ ...networks, likelihood, ...(prior && { prior }) });
}
