import { type Initializer, initialize, mlp } from '@latentkit/layers';
import { type Autoencoder, autoencoder } from './autoencoder.ts';

export interface LinearAutoencoderOptions {
  /** One observation without the batch: [height, width, channels], or [features]. */
  readonly imageShape?: readonly number[];
  /** Widths between the image and the code; the decoder has them in reverse. */
  readonly hidden?: readonly number[];
  /** Numbers in a code. */
  readonly latentSize?: number;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * The lecture's linear-layer autoencoder: 784-128-64-12-2 with ReLU, a linear code, and its mirror with a sigmoid at the end.
 * [batch, …imageShape] → code [batch, latentSize] → [batch, …imageShape] in (0, 1).
 *
 * @throws `OPTION` for a size that is no positive whole number
 * @see Cabessa, Autoencoders, « AE linéaire »
 * @example
 * const model = linearAutoencoder({ seed: 1 });
 * parameterCount(model); // 219 866
 */
export function linearAutoencoder({
  imageShape = [28, 28, 1],
  hidden = [128, 64, 12],
  latentSize = 2,
  initializer,
  seed,
}: LinearAutoencoderOptions = {}): Autoencoder {
  const encoder = mlp({ inputShape: imageShape, hidden, outputShape: [latentSize], name: 'encoder' });
  const decoder = mlp({
    inputShape: [latentSize],
    hidden: [...hidden].reverse(),
    outputShape: imageShape,
    outputActivation: 'sigmoid',
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], { initializer, seed });
  return autoencoder({ encoder, decoder });
}
