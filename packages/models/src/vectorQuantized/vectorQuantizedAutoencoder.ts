import { streams } from '@latentkit/core';
import { checkOptions, fillUniform, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { LatentModel } from '../latentModel.ts';
import { latentModelOf } from '../latentModelOf.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { checkFit, type ExampleShape, endsOf, type Mode, run, timesLast, withBatch } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';
import { nearest, quantize } from './quantize.ts';

/** An encoder to vectors, a codebook of which each becomes its nearest entry, and a decoder to a likelihood p(y|z). */
export interface VectorQuantizedAutoencoder extends LatentModel {
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
  readonly likelihood: Likelihood;
  /** [size, d] */
  readonly codebook: tf.Variable;
  /** What the encoder says, before it is quantised: [batch, …exampleShape] → [batch, …, d]. */
  guess(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** Which entries of the codebook a code is made of: [batch, …exampleShape] → int32 [batch, …]. */
  indices(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** What the decoder gives for codes, before the likelihood reads it. */
  output(z: tf.Tensor, mode?: Mode): tf.Tensor;
}

const where = 'vectorQuantizedAutoencoder';

/**
 * A vector-quantised autoencoder of any two networks with one input and one output. It owns both, and a codebook whose entries start
 * uniform in ±1/size.
 *
 * @param options.encoder [batch, …example] → [batch, …, d]: vectors of d numbers along the last axis
 * @param options.decoder [batch, …, d] → what the likelihood reads
 * @param options.codebookSize how many entries; 64 by default
 * @param options.likelihood `bernoulli()` by default
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where the two do not fit, `OPTION` for a size that is not a whole number
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, Neural discrete representation learning (VQ-VAE)
 * @example
 * const model = vectorQuantizedAutoencoder({
 *   encoder: mlp({ inputShape: [28, 28, 1], hidden: [400], outputShape: [16, 8], seed: 1 }),
 *   decoder: mlp({ inputShape: [16, 8], hidden: [400], outputShape: [28, 28, 1], seed: 2 }),
 *   codebookSize: 64,
 * });
 */
export function vectorQuantizedAutoencoder({
  encoder,
  decoder,
  codebookSize = 64,
  likelihood = bernoulli(),
  seed = 0,
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  codebookSize?: number;
  likelihood?: Likelihood;
  seed?: number | undefined;
}): VectorQuantizedAutoencoder {
  const [enc, dec] = [endsOf(`${where}, encoder`, encoder), endsOf(`${where}, decoder`, decoder)];
  checkVectors(enc.output);
  checkFit(where, {
    wants: ['a decoder', 'takes', 'what the encoder gives'],
    wanted: enc.output,
    found: dec.input,
    todo: 'Give both the same code shape.',
  });
  checkFit(where, {
    wants: ['a decoder', 'gives', 'what the likelihood reads'],
    wanted: timesLast(enc.input, likelihood.outputsPerNumber),
    found: dec.output,
    todo: 'Give the decoder the output shape of the observations.',
  });
  checkOptions(where, { codebookSize }, ranges.several);
  const codebook = startOf(codebookSize, enc.output.at(-1) as number, {
    seed,
    step: encoder.weights.length + decoder.weights.length,
  });
  const guess = (y: tf.Tensor, mode?: Mode) => run(`${where}.guess`, encoder, enc.input, y, mode);
  const output = (z: tf.Tensor, mode?: Mode) => run(`${where}.output`, decoder, dec.input, z, mode);
  const maps = {
    encoder,
    decoder,
    likelihood,
    codebook,
    variables: { ...variablesOf({ encoder, decoder }), codebook },
    exampleShape: enc.input,
    latentShape: dec.input,
    guess,
    indices: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => nearest(guess(y, mode), codebook)),
    output,
    encode: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => quantize(guess(y, mode), codebook)),
    decode: (z: tf.Tensor, mode?: Mode) => tf.tidy(() => likelihood.mean(output(z, mode))),
  };
  return latentModelOf(maps, [codebook, encoder, decoder]);
}

/** Uniform in ±1/size, from numbers that no weight of the two networks has drawn: [size, d]. */
function startOf(size: number, d: number, { seed, step }: { seed: number; step: number }): tf.Variable {
  const uniform = fillUniform(new Float32Array(size * d), { seed, stream: streams.weights, step });
  return tf.tidy(() =>
    tf.variable(
      tf.tensor2d(
        uniform.map((u) => (2 * u - 1) / size),
        [size, d],
      ),
    ),
  );
}

function checkVectors(code: ExampleShape): void {
  if (typeof code.at(-1) === 'number') return;
  throw expected({
    where,
    expected: 'an encoder that gives vectors, of a known size along the last axis',
    received: `one that gives ${withBatch(code)}`,
    todo: 'End it in a layer of that many units.',
    code: 'SHAPE',
  });
}
