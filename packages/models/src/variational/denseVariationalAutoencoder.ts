import { type Initializer, initialize, mlp } from '@latentkit/layers';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { type VariationalAutoencoder, variationalAutoencoder } from './variationalAutoencoder.ts';

export interface DenseVariationalAutoencoderOptions {
  /** One observation without the batch: [height, width, channels], or [features]. */
  readonly imageShape?: readonly number[];
  /** Widths between the image and the code; the decoder has them in reverse. */
  readonly hidden?: readonly number[];
  /** Numbers in a code. */
  readonly latentSize?: number;
  /** p(y|z); `bernoulli()` unless given. */
  readonly likelihood?: Likelihood;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * A variational autoencoder of dense layers with ReLU, 784-400-20-400-784 unless told otherwise.
 * [batch, …imageShape] → q(z|y) over [batch, latentSize] → [batch, …imageShape].
 *
 * @throws `OPTION` for a size that is no positive whole number
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
  initializer,
  seed,
}: DenseVariationalAutoencoderOptions = {}): VariationalAutoencoder {
  const outputs = imageShape.map(
    (size, axis) => size * (axis === imageShape.length - 1 ? likelihood.outputsPerNumber : 1),
  );
  const encoder = mlp({ inputShape: imageShape, hidden, outputShape: [2 * latentSize], name: 'encoder' });
  const decoder = mlp({
    inputShape: [latentSize],
    hidden: [...hidden].reverse(),
    outputShape: outputs,
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], { initializer, seed });
  return variationalAutoencoder({ encoder, decoder, likelihood });
}
