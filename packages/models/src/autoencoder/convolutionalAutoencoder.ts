import type { Activation, Initializer } from '@latentkit/layers';
import { convolutionalNetworks } from '../networks/convolutionalNetworks.ts';
import { type Autoencoder, autoencoder } from './autoencoder.ts';

export interface ConvolutionalAutoencoderOptions {
  /** One image without the batch: [height, width, channels]. */
  readonly imageShape?: readonly number[];
  /** Channels after each convolution that halves the image. */
  readonly filters?: readonly number[];
  /** Latent dimensions. */
  readonly latentSize?: number;
  /** Activation after each hidden layer; ReLU by default. */
  readonly activation?: Activation;
  /** Activation of the code; linear by default. */
  readonly latentActivation?: Activation;
  /** Activation of the reconstruction: by default a sigmoid, for pixels in (0, 1). */
  readonly outputActivation?: Activation;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * The lecture's convolutional autoencoder: 28 → 14 → 7 → 1 pixels of 1 → 16 → 32 → 64 channels with ReLU, a linear code, and its mirror of
 * transposed convolutions with a sigmoid at the end. [batch, …imageShape] → code [batch, latentSize] → [batch, …imageShape] in (0, 1).
 *
 * @throws `OPTION` for a size that is not a positive whole number or an unknown activation
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
  const networks = convolutionalNetworks({
    imageShape,
    filters,
    encoder: { outputs: latentSize, outputActivation: latentActivation },
    decoder: { inputs: latentSize, outputShape: imageShape, outputActivation },
    activation,
    initializer,
    seed,
  });
  return autoencoder(networks);
}
