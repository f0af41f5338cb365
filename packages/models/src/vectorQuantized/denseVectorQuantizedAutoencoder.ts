import type { Initializer } from '@latentkit/layers';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { timesLast } from '../network.ts';
import { denseNetworks } from '../networks/denseNetworks.ts';
import { type VectorQuantizedAutoencoder, vectorQuantizedAutoencoder } from './vectorQuantizedAutoencoder.ts';

export interface DenseVectorQuantizedAutoencoderOptions {
  /** One observation without the batch: [height, width, channels], or [features]. */
  readonly imageShape?: readonly number[];
  /** Widths between the image and the code; the decoder has them in reverse. */
  readonly hidden?: readonly number[];
  /** A code: how many vectors, and the numbers of each. */
  readonly latentShape?: readonly [vectors: number, numbers: number];
  /** Entries that a vector can become. */
  readonly codebookSize?: number;
  /** p(y|z); `bernoulli()` by default. */
  readonly likelihood?: Likelihood;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * A vector-quantised autoencoder of dense layers with ReLU, 784-400-(16 × 8)-400-784 with 64 entries unless told otherwise: a code says
 * 16 · log₂ 64 = 96 bits. [batch, …imageShape] → [batch, …latentShape] → [batch, …imageShape].
 *
 * @throws `OPTION` for a size that is not a positive whole number
 * @see van den Oord, Vinyals, Kavukcuoglu 2017
 * @example
 * const model = denseVectorQuantizedAutoencoder({ seed: 1 });
 * parameterCount(model); // 731 824
 */
export function denseVectorQuantizedAutoencoder({
  imageShape = [28, 28, 1],
  hidden = [400],
  latentShape = [16, 8],
  codebookSize = 64,
  likelihood = bernoulli(),
  initializer,
  seed,
}: DenseVectorQuantizedAutoencoderOptions = {}): VectorQuantizedAutoencoder {
  const networks = denseNetworks({
    encoder: { inputShape: imageShape, outputShape: latentShape },
    decoder: { inputShape: latentShape, outputShape: timesLast(imageShape, likelihood.outputsPerNumber) },
    hidden,
    initializer,
    seed,
  });
  return vectorQuantizedAutoencoder({ ...networks, codebookSize, likelihood, seed });
}
