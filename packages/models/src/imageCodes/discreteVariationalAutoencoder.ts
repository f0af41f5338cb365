import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { latentModelOf } from '../latentModelOf.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { type Mode, timesLast } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';
import { gridEnds } from './gridEnds.ts';
import { type GridNetworksOptions, gridNetworks, planesOfImage } from './gridNetworks.ts';
import type { ImageCodes } from './imageCodes.ts';

/** q(k|y) = softmax of the encoder's logits in each cell, and a decoder of one-hot codes to a likelihood p(y|k). */
export interface DiscreteVariationalAutoencoder extends ImageCodes {
  /** [batch, …exampleShape] → [batch, rows, columns, size] */
  logits(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** Updates so far, a scalar that is saved with the weights: what the temperature follows. */
  readonly updates: tf.Variable;
}

const where = 'discreteVariationalAutoencoder';

/**
 * A discrete variational autoencoder of any two networks, which it owns. `softCodes` are the probabilities q(k|y), `indices` the likeliest
 * entries, `encode` their one-hot codes.
 *
 * @param options.encoder [batch, height, width, channels] → logits [batch, rows, columns, size]
 * @param options.decoder [batch, rows, columns, size] → what the likelihood reads
 * @param options.likelihood `bernoulli()` by default
 * @param options.planes of an image, each of which the networks take by itself: see `ImageCodes.planes`; 1 by default
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where they do not fit
 * @see Ramesh et al. 2021, Zero-shot text-to-image generation, section 2.1; Jang, Gu, Poole 2017, Categorical reparameterization with Gumbel-softmax
 * @example
 * import { convolutional, transposedConvolutional } from '@latentkit/layers';
 * const model = discreteVariationalAutoencoder({
 *   encoder: convolutional({ inputShape: [8, 8, 3], convolutions: [{ filters: 16, kernelSize: 4, stride: 4 }] }),
 *   decoder: transposedConvolutional({ inputShape: [2, 2, 16], convolutions: [{ filters: 3, kernelSize: 4, stride: 4 }] }),
 * });
 * model.grid; // [2, 2]
 */
export function discreteVariationalAutoencoder({
  encoder,
  decoder,
  likelihood = bernoulli(),
  planes = 1,
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  likelihood?: Likelihood;
  planes?: number;
}): DiscreteVariationalAutoencoder {
  const { image, code, encode: logits, output } = gridEnds(where, { encoder, decoder, likelihood, planes });
  const [rows, columns, size] = code;
  const updates = tf.tidy(() => tf.variable(tf.scalar(0), false));
  const indices = (y: tf.Tensor, mode?: Mode) => tf.tidy(() => tf.argMax(logits(y, mode), -1));
  const decode = (codes: tf.Tensor, mode?: Mode) => tf.tidy(() => likelihood.mean(output(codes, mode)));
  const maps = {
    encoder,
    decoder,
    likelihood,
    updates,
    variables: { ...variablesOf({ encoder, decoder }), updates },
    exampleShape: image,
    latentShape: code,
    grid: [rows, columns] as const,
    planes,
    size,
    settings: { name: 'discrete-variational', likelihood: likelihood.settings, planes },
    logits,
    indices,
    output,
    decode,
    softCodes: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => tf.softmax(logits(y, mode))),
    encode: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => oneHotCodes(indices(y, mode), size)),
    imageOf: (indices: tf.Tensor) => tf.tidy(() => decode(oneHotCodes(indices, size))),
  };
  return latentModelOf(maps, [updates, encoder, decoder]);
}

/** [batch, rows, columns] → float32 [batch, rows, columns, size] */
export function oneHotCodes(indices: tf.Tensor, size: number): tf.Tensor {
  return tf.tidy(() => tf.cast(tf.oneHot(tf.cast(indices, 'int32'), size), 'float32'));
}

export interface ConvolutionalDiscreteVariationalAutoencoderOptions extends GridNetworksOptions {
  /** Entries that a cell can have. */
  readonly codebookSize?: number;
}

/**
 * A discrete variational autoencoder of convolutions: 32 × 32 colour images as 8 × 8 indices of 128 entries unless told otherwise.
 *
 * @throws `OPTION` for sizes that are not whole numbers, `SHAPE` for an image that cannot be halved so often
 * @example
 * const model = convolutionalDiscreteVariationalAutoencoder({ imageShape: [16, 16, 3], filters: [8, 16], codebookSize: 32 });
 * model.grid; // [4, 4]
 */
export function convolutionalDiscreteVariationalAutoencoder({
  imageShape = [32, 32, 3],
  filters = [32, 64],
  separateChannels = false,
  codebookSize = 128,
  likelihood = bernoulli(),
  initializer,
  seed,
}: ConvolutionalDiscreteVariationalAutoencoderOptions = {}): DiscreteVariationalAutoencoder {
  const name = 'convolutionalDiscreteVariationalAutoencoder';
  checkOptions(name, { codebookSize }, ranges.several);
  const { planeShape, planes } = planesOfImage(imageShape, separateChannels);
  const outputs = timesLast(planeShape, likelihood.outputsPerNumber).at(-1) as number;
  const networks = gridNetworks(name, {
    ...{ imageShape: planeShape, filters, numbers: codebookSize, outputs },
    ...{ initializer, seed },
  });
  return discreteVariationalAutoencoder({ ...networks, likelihood, planes });
}
