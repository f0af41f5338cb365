import type { Activation, Initializer } from '@latentkit/layers';
import type { ColumnGroup } from '../columns/columnGroups.ts';
import { denseNetworks } from '../networks/denseNetworks.ts';
import { type Autoencoder, autoencoder } from './autoencoder.ts';

export interface DenseAutoencoderOptions {
  /** One observation without the batch: [height, width, channels], or [features]. */
  readonly imageShape?: readonly number[];
  /** Widths between the image and the code; the decoder has them in reverse. */
  readonly hidden?: readonly number[];
  /** Latent dimensions: fewer than an observation has numbers, or more. */
  readonly latentSize?: number;
  /** Activation after each hidden layer; ReLU by default. */
  readonly activation?: Activation;
  /** Activation of the code; linear by default. */
  readonly latentActivation?: Activation;
  /** Activation of the reconstruction: by default a sigmoid, for pixels in (0, 1); `linear` for data of any range. */
  readonly outputActivation?: Activation;
  /** For rows with several kinds of columns, whose decoder then ends linearly: see `autoencoder`. */
  readonly columns?: readonly ColumnGroup[] | undefined;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * The lecture's autoencoder of dense layers, which it calls linear: 784-128-64-12-2 with ReLU, a linear code, and its mirror with a sigmoid
 * at the end. [batch, …imageShape] → code [batch, latentSize] → [batch, …imageShape] in (0, 1).
 *
 * Without hidden layers and with a linear output it spans what PCA does.
 *
 * @throws `OPTION` for a size that is not a positive whole number or an unknown activation
 * @see Cabessa, Autoencoders, « AE linéaire »
 * @example
 * const model = denseAutoencoder({ seed: 1 });
 * parameterCount(model); // 219 866
 */
export function denseAutoencoder({
  imageShape = [28, 28, 1],
  hidden = [128, 64, 12],
  latentSize = 2,
  activation = 'relu',
  latentActivation = 'linear',
  columns,
  outputActivation = columns ? 'linear' : 'sigmoid',
  initializer,
  seed,
}: DenseAutoencoderOptions = {}): Autoencoder {
  const networks = denseNetworks({
    encoder: { inputShape: imageShape, outputShape: [latentSize], outputActivation: latentActivation },
    decoder: { inputShape: [latentSize], outputShape: imageShape, outputActivation },
    hidden,
    activation,
    initializer,
    seed,
  });
  return autoencoder({ ...networks, columns });
}
