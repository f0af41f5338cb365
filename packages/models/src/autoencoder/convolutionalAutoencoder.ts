import {
  type Activation,
  type Convolution,
  convolutional,
  type Initializer,
  initialize,
  mirror,
  transposedConvolutional,
} from '@latentkit/layers';
import { type Autoencoder, autoencoder } from './autoencoder.ts';

export interface ConvolutionalAutoencoderOptions {
  /** One image without the batch: [height, width, channels]. */
  readonly imageShape?: readonly number[];
  /** Channels after each convolution that halves the image. */
  readonly filters?: readonly number[];
  /** Numbers in a code. */
  readonly latentSize?: number;
  /** After each hidden layer; ReLU unless given. */
  readonly activation?: Activation;
  /** Of the code; linear unless given. */
  readonly latentActivation?: Activation;
  /** Of the reconstruction: a sigmoid, for pixels in (0, 1), unless given. */
  readonly outputActivation?: Activation;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * The lecture's convolutional autoencoder: 28 → 14 → 7 → 1 pixels of 1 → 16 → 32 → 64 channels with ReLU, a linear code, and its mirror of
 * transposed convolutions with a sigmoid at the end. [batch, …imageShape] → code [batch, latentSize] → [batch, …imageShape] in (0, 1).
 *
 * @throws `OPTION` for a size that is no positive whole number or an unknown activation
 * @see Cabessa, Autoencoders, « AE convolutionnel »
 * @example
 * const model = convolutionalAutoencoder({ seed: 1 });
 * parameterCount(model); // 210 369
 */
export function convolutionalAutoencoder({
  imageShape = [28, 28, 1],
  filters = [16, 32],
  latentSize = 64,
  activation = 'relu',
  latentActivation = 'linear',
  outputActivation = 'sigmoid',
  initializer,
  seed,
}: ConvolutionalAutoencoderOptions = {}): Autoencoder {
  const convolutions: Convolution[] = [
    ...filters.map((channels) => ({ filters: channels, kernelSize: 3, stride: 2, padding: 1 })),
    { filters: latentSize, kernelSize: smallest(imageShape, filters.length) },
  ];
  const encoder = convolutional({
    inputShape: imageShape,
    convolutions,
    outputShape: [latentSize],
    activation,
    outputActivation: latentActivation,
    name: 'encoder',
  });
  const decoder = transposedConvolutional({
    inputShape: [latentSize],
    convolutions: mirror({ inputShape: imageShape, convolutions }),
    activation,
    outputActivation,
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], { initializer, seed });
  return autoencoder({ encoder, decoder });
}

/** Sides of the image after so many halvings, each ⌈n / 2⌉: the last kernel covers all of it. */
function smallest([height, width]: readonly number[], halvings: number): [number, number] {
  const side = (size = 1) => Math.ceil(size / 2 ** halvings);
  return [side(height), side(width)];
}
