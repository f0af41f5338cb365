import {
  type Convolution,
  convolutional,
  type Initializer,
  initialize,
  mirror,
  transposedConvolutional,
} from '@latentkit/layers';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { type VariationalAutoencoder, variationalAutoencoder } from './variationalAutoencoder.ts';

export interface ConvolutionalVariationalAutoencoderOptions {
  /** One image without the batch: [height, width, channels]. */
  readonly imageShape?: readonly [number, number, number];
  /** Channels after each convolution that halves the image. */
  readonly filters?: readonly number[];
  /** Numbers in a code. */
  readonly latentSize?: number;
  /** p(y|z); `bernoulli()` unless given. */
  readonly likelihood?: Likelihood;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * A variational autoencoder of convolutions with ReLU, 28 → 14 → 7 → 1 pixels of 1 → 32 → 64 → 2 · 20 channels and back by transposed ones
 * unless told otherwise. [batch, …imageShape] → q(z|y) over [batch, latentSize] → [batch, …imageShape].
 *
 * @throws `OPTION` for a size that is no positive whole number
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
  initializer,
  seed,
}: ConvolutionalVariationalAutoencoderOptions = {}): VariationalAutoencoder {
  const [height, width, channels] = imageShape;
  const side = (size: number) => Math.ceil(size / 2 ** filters.length);
  const convolutionsTo = (outputs: number): Convolution[] => [
    ...filters.map((channels) => ({ filters: channels, kernelSize: 3, stride: 2, padding: 1 })),
    { filters: outputs, kernelSize: [side(height), side(width)] as const },
  ];
  const encoder = convolutional({
    inputShape: imageShape,
    convolutions: convolutionsTo(2 * latentSize),
    outputShape: [2 * latentSize],
    name: 'encoder',
  });
  const decoder = transposedConvolutional({
    inputShape: [latentSize],
    convolutions: mirror({
      inputShape: [height, width, channels * likelihood.outputsPerNumber],
      convolutions: convolutionsTo(latentSize),
    }),
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], { initializer, seed });
  return variationalAutoencoder({ encoder, decoder, likelihood });
}
