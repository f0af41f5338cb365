import { type Initializer, initialize, mlp } from '@latentkit/layers';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import {
  type ConditionalVariationalAutoencoder,
  conditionalVariationalAutoencoder,
} from './conditionalVariationalAutoencoder.ts';

export interface DenseConditionalVariationalAutoencoderOptions {
  /** How many classes there are. */
  readonly classes: number;
  /** One observation without the batch: [height, width, channels], or [features]. */
  readonly imageShape?: readonly number[];
  /** Widths between the image and the code; the decoder has them in reverse. */
  readonly hidden?: readonly number[];
  /** Numbers in a code. */
  readonly latentSize?: number;
  /** p(y|z, x); `bernoulli()` unless given. */
  readonly likelihood?: Likelihood;
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/**
 * A conditional variational autoencoder of dense layers with ReLU, (784 + classes)-400-20 and (20 + classes)-400-784 unless told otherwise.
 *
 * @throws `OPTION` for a size that is no positive whole number
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
  initializer,
  seed,
}: DenseConditionalVariationalAutoencoderOptions): ConditionalVariationalAutoencoder {
  const features = imageShape.reduce((size, next) => size * next, 1);
  const outputs = imageShape.map((size, axis) =>
    axis === imageShape.length - 1 ? size * likelihood.outputsPerNumber : size,
  );
  const encoder = mlp({ inputShape: [features + classes], hidden, outputShape: [2 * latentSize], name: 'encoder' });
  const decoder = mlp({
    inputShape: [latentSize + classes],
    hidden: [...hidden].reverse(),
    outputShape: outputs,
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], { initializer, seed });
  return conditionalVariationalAutoencoder({ encoder, decoder, exampleShape: imageShape, classes, likelihood });
}
