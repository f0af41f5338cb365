import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type Prior, priorVariables } from '../distributions/prior.ts';
import { standardNormal } from '../distributions/standardNormal.ts';
import type { LatentModel } from '../latentModel.ts';
import { latentModelOf } from '../latentModelOf.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { checkFit, endsOf, type Mode, run, timesLast } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';

/** An encoder to a Gaussian q(z|y), a decoder to a likelihood p(y|z), and a prior p(z). */
export interface VariationalAutoencoder extends LatentModel {
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
  readonly likelihood: Likelihood;
  /** p(z), from which new codes are drawn. */
  readonly prior: Prior;
  /** q(z|y) = N(μ, v): [batch, …exampleShape] → μ and log v, both [batch, …latentShape]. */
  posterior(y: tf.Tensor, mode?: Mode): DiagonalGaussian;
  /** What the decoder gives for codes, before the likelihood reads it: logits, or means and log variances. */
  output(z: tf.Tensor, mode?: Mode): tf.Tensor;
}

/**
 * A variational autoencoder of any two networks with one input and one output. It owns both and the prior from here on: `dispose`
 * disposes of them.
 *
 * @param options.encoder [batch, …example] → [batch, …, 2 × latent]: the means, then the log variances, along the last axis
 * @param options.decoder [batch, …, latent] → what the likelihood reads: logits for `bernoulli`, so no sigmoid at its end
 * @param options.likelihood `bernoulli()` by default
 * @param options.prior `standardNormal()` by default; what it learns is among the variables, and ends with the model
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where the two do not fit, naming both shapes
 * @see Canziani, lecture 08-3; Kingma and Welling 2013
 * @example
 * const model = variationalAutoencoder({
 *   encoder: mlp({ inputShape: [28, 28, 1], hidden: [400], outputShape: [2 * 20], seed: 1 }),
 *   decoder: mlp({ inputShape: [20], hidden: [400], outputShape: [28, 28, 1], seed: 2 }),
 * });
 */
export function variationalAutoencoder({
  encoder,
  decoder,
  likelihood = bernoulli(),
  prior = standardNormal(),
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  likelihood?: Likelihood;
  prior?: Prior;
}): VariationalAutoencoder {
  const where = 'variationalAutoencoder';
  const enc = endsOf(`${where}, encoder`, encoder);
  const dec = endsOf(`${where}, decoder`, decoder);
  const todo = 'Change the output shape of one of them.';
  checkFit(where, {
    wants: ['an encoder', 'gives', 'a mean and a log variance per latent dimension'],
    wanted: timesLast(dec.input, 2),
    found: enc.output,
    todo,
  });
  checkFit(where, {
    wants: ['a decoder', 'gives', 'what the likelihood reads'],
    wanted: timesLast(enc.input, likelihood.outputsPerNumber),
    found: dec.output,
    todo,
  });
  if (prior.latentShape) {
    checkFit(where, {
      wants: ['a prior', 'gives', 'what the decoder takes'],
      wanted: dec.input,
      found: prior.latentShape,
      todo: 'Give the prior the latentShape of the model.',
    });
  }
  const posterior = (y: tf.Tensor, mode?: Mode): DiagonalGaussian =>
    tf.tidy(() => {
      const both = run(`${where}.posterior`, encoder, enc.input, y, mode);
      const [mean, logVariance] = tf.split(both, 2, -1) as [tf.Tensor, tf.Tensor];
      return { mean, logVariance };
    });
  const output = (z: tf.Tensor, mode?: Mode) => run(`${where}.output`, decoder, dec.input, z, mode);
  const maps = {
    encoder,
    decoder,
    likelihood,
    prior,
    variables: { ...variablesOf({ encoder, decoder }), ...priorVariables(prior) },
    exampleShape: enc.input,
    latentShape: dec.input,
    posterior,
    output,
    encode: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => posterior(y, mode).mean),
    decode: (z: tf.Tensor, mode?: Mode) => tf.tidy(() => likelihood.mean(output(z, mode))),
  };
  return latentModelOf(maps, [encoder, decoder, prior]);
}
