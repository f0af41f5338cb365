import type { Initializer } from '@latentkit/layers';
import type { Prior } from '../distributions/prior.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { timesLast } from '../network.ts';
import { convolutionalNetworks } from '../networks/convolutionalNetworks.ts';
import { type VariationalAutoencoder, variationalAutoencoder } from './variationalAutoencoder.ts';

export interface ConvolutionalVariationalAutoencoderOptions {
  /** One image without the batch: [height, width, channels]. */
  readonly imageShape?: readonly [number, number, number];
  /** Channels after each convolution that halves the image. */
  readonly filters?: readonly number[];
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
 * A variational autoencoder of convolutions with ReLU, 28 → 14 → 7 → 1 pixels of 1 → 32 → 64 → 2 · 20 channels and back by transposed ones
 * unless told otherwise. [batch, …imageShape] → q(z|y) over [batch, latentSize] → [batch, …imageShape].
 *
 * @throws `OPTION` for a size that is not a positive whole number
 * @see Kingma and Welling 2013; Cabessa, Autoencoders, « AE convolutionnel », for the convolutions
 * @example
 * const model = convolutionalVariationalAutoencoder({ seed: 1 });
 * parameterCount(model); // 225 833
 */
export function convolutionalVariationalAutoencoder({
  imageShape = [28, 28, 1],
  filters = [32, 64],
  latentSize = 20,
  likelihood = bernoulli(),
  prior,
  initializer,
  seed,
}: ConvolutionalVariationalAutoencoderOptions = {}): VariationalAutoencoder {
  const networks = convolutionalNetworks({
    imageShape,
    filters,
    encoder: { outputs: 2 * latentSize },
    decoder: { inputs: latentSize, outputShape: timesLast(imageShape, likelihood.outputsPerNumber) },
    initializer,
    seed,
  });
  return variationalAutoencoder({ ...networks, likelihood, ...(prior && { prior }) });
}
