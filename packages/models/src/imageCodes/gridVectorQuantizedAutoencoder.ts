import { streams } from '@latentkit/core';
import { checkOptions, fillUniform, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { latentModelOf } from '../latentModelOf.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { type Mode, timesLast } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';
import { nearest, quantize } from '../vectorQuantized/quantize.ts';
import { gridEnds } from './gridEnds.ts';
import { type GridNetworksOptions, gridNetworks, planesOfImage } from './gridNetworks.ts';
import type { ImageCodes } from './imageCodes.ts';

/** A vector for each cell, which becomes its nearest entry of a codebook of running means. */
export interface GridVectorQuantizedAutoencoder extends ImageCodes {
  /** eⱼ = mⱼ/nⱼ, [size, d]. No gradient moves it. */
  readonly codebook: tf.Variable;
  /** nⱼ, running mean of how many vectors of a batch are nearest to an entry, [size]. */
  readonly counts: tf.Variable;
  /** mⱼ, running mean of their sum, [size, d]. */
  readonly sums: tf.Variable;
}

const where = 'gridVectorQuantizedAutoencoder';

/**
 * A vector-quantised autoencoder of images whose codebook learns by running means (`runningMeans`). It owns its networks; `softCodes` are the
 * encoder's vectors, `encode` their nearest entries. Entries start uniform in ±1/size; `kMeansStart` is better.
 *
 * @param options.encoder [batch, height, width, channels] → [batch, rows, columns, d]
 * @param options.decoder [batch, rows, columns, d] → what the likelihood reads
 * @param options.codebookSize how many entries; 128 by default
 * @param options.likelihood `bernoulli()` by default
 * @param options.planes of an image, each of which the networks take by itself: see `ImageCodes.planes`; 1 by default
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where they do not fit, `OPTION` for a size that is not a whole number
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, Neural discrete representation learning, appendix A.1
 * @example
 * import { convolutional, transposedConvolutional } from '@latentkit/layers';
 * const model = gridVectorQuantizedAutoencoder({
 *   encoder: convolutional({ inputShape: [8, 8, 3], convolutions: [{ filters: 6, kernelSize: 4, stride: 4 }] }),
 *   decoder: transposedConvolutional({ inputShape: [2, 2, 6], convolutions: [{ filters: 3, kernelSize: 4, stride: 4 }] }),
 *   codebookSize: 16,
 * });
 * model.grid; // [2, 2]
 */
export function gridVectorQuantizedAutoencoder({
  encoder,
  decoder,
  codebookSize = 128,
  likelihood = bernoulli(),
  planes = 1,
  seed = 0,
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  codebookSize?: number;
  likelihood?: Likelihood;
  planes?: number;
  seed?: number | undefined;
}): GridVectorQuantizedAutoencoder {
  const { image, code, encode: softCodes, output } = gridEnds(where, { encoder, decoder, likelihood, planes });
  checkOptions(where, { codebookSize }, ranges.several);
  const [rows, columns, d] = code;
  const step = encoder.weights.length + decoder.weights.length;
  const start = fillUniform(new Float32Array(codebookSize * d), { seed, stream: streams.weights, step });
  const entries = start.map((u) => (2 * u - 1) / codebookSize);
  const variable = (values: Float32Array, shape: number[]) =>
    tf.tidy(() => tf.variable(tf.tensor(values, shape), false));
  const codebook = variable(entries, [codebookSize, d]);
  const counts = variable(new Float32Array(codebookSize).fill(1), [codebookSize]);
  const sums = variable(entries.slice(), [codebookSize, d]);
  const decode = (codes: tf.Tensor, mode?: Mode) => tf.tidy(() => likelihood.mean(output(codes, mode)));
  const maps = {
    encoder,
    decoder,
    likelihood,
    codebook,
    counts,
    sums,
    variables: { ...variablesOf({ encoder, decoder }), codebook, counts, sums },
    exampleShape: image,
    latentShape: code,
    grid: [rows, columns] as const,
    planes,
    size: codebookSize,
    settings: { name: 'vector-quantized', likelihood: likelihood.settings, codebookSize, planes },
    softCodes,
    output,
    decode,
    indices: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => nearest(softCodes(y, mode), codebook)),
    encode: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => quantize(softCodes(y, mode), codebook)),
    imageOf: (indices: tf.Tensor) => tf.tidy(() => decode(tf.gather(codebook, tf.cast(indices, 'int32')))),
  };
  return latentModelOf(maps, [codebook, counts, sums, encoder, decoder]);
}

export interface ConvolutionalVectorQuantizedAutoencoderOptions extends GridNetworksOptions {
  /** Entries that a cell can have. */
  readonly codebookSize?: number;
  /** d, the numbers of an entry. */
  readonly dimension?: number;
}

/**
 * A vector-quantised autoencoder of convolutions: 32 × 32 colour images as 8 × 8 indices of 128 entries of 16 numbers unless told otherwise.
 *
 * @throws `OPTION` for sizes that are not whole numbers, `SHAPE` for an image that cannot be halved so often
 * @example
 * const model = convolutionalVectorQuantizedAutoencoder({ imageShape: [16, 16, 3], filters: [8, 16], codebookSize: 32 });
 * model.grid; // [4, 4]
 */
export function convolutionalVectorQuantizedAutoencoder({
  imageShape = [32, 32, 3],
  filters = [32, 64],
  separateChannels = false,
  codebookSize = 128,
  dimension = 16,
  likelihood = bernoulli(),
  initializer,
  seed,
}: ConvolutionalVectorQuantizedAutoencoderOptions = {}): GridVectorQuantizedAutoencoder {
  const name = 'convolutionalVectorQuantizedAutoencoder';
  checkOptions(name, { codebookSize }, ranges.several);
  checkOptions(name, { dimension }, ranges.count);
  const { planeShape, planes } = planesOfImage(imageShape, separateChannels);
  const outputs = timesLast(planeShape, likelihood.outputsPerNumber).at(-1) as number;
  const networks = gridNetworks(name, {
    ...{ imageShape: planeShape, filters, numbers: dimension, outputs },
    ...{ initializer, seed },
  });
  return gridVectorQuantizedAutoencoder({ ...networks, codebookSize, likelihood, planes, seed });
}
