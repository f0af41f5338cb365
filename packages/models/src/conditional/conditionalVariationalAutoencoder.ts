import { checkOptions, ranges } from '@latentkit/core/internal';
import { counted, expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { divergenceFrom } from '../distributions/divergenceFrom.ts';
import { type ClassPrior, type Prior, priorVariables } from '../distributions/prior.ts';
import { standardNormal } from '../distributions/standardNormal.ts';
import type { LatentModel } from '../latentModel.ts';
import { latentModelOf } from '../latentModelOf.ts';
import { bernoulli } from '../likelihoods/bernoulli.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { type ExampleShape, endsOf, type Mode, run, timesLast } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';
import { repeatRows } from '../variational/repeatRows.ts';
import type { VariationalAutoencoder } from '../variational/variationalAutoencoder.ts';

/** q(z|y, x) and p(y|z, x), x the class of an example: what each class has in common is left out of its codes. */
export interface ConditionalVariationalAutoencoder extends LatentModel {
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
  readonly likelihood: Likelihood;
  /** p(z), or p(z|x) of a class. */
  readonly prior: Prior | ClassPrior;
  /** How many classes there are. */
  readonly classes: number;
  /**
   * The variational autoencoder of examples of these classes: [batch], counted from 0. It shares the variables; disposing of it does nothing.
   * Codes and observations that it gets are of the same batch, or of whole batches one after the other.
   */
  given(label: tf.Tensor): VariationalAutoencoder;
  /**
   * x̌ = argmin_x F(y|x), the class under which an observation has the least free energy: [batch, …exampleShape] → int32 [batch]. Without a
   * class, `encode` and `reconstruct` take this one, and `decode` is the mean over all classes. Cost: both networks once for each class.
   */
  classify(y: tf.Tensor, mode?: Mode): tf.Tensor1D;
}

const where = 'conditionalVariationalAutoencoder';

/** What a model says of a prior that it shares. */
const notOwned = { variables: {}, settings: { name: 'ofGivenClasses' }, dispose() {} };

/**
 * A variational autoencoder of examples whose class is known. It owns both networks and the prior; networks take the class as `classes` more numbers, one of
 * them 1.
 *
 * @param options.encoder [batch, features + classes] → [batch, 2 × latent]: means, then log variances
 * @param options.decoder [batch, latent + classes] → what the likelihood reads, [batch, …example]
 * @param options.exampleShape of one observation, without the batch
 * @param options.likelihood `bernoulli()` by default
 * @param options.prior `standardNormal()` by default; `learnedClassPrior` has one normal for each class
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where sizes do not fit, `OPTION` for classes that are not whole number
 * @see Sohn, Lee, Yan 2015, Learning structured output representation using deep conditional generative models
 * @example
 * const model = conditionalVariationalAutoencoder({
 *   encoder: mlp({ inputShape: [784 + 10], hidden: [400], outputShape: [2 * 20], seed: 1 }),
 *   decoder: mlp({ inputShape: [20 + 10], hidden: [400], outputShape: [28, 28, 1], seed: 2 }),
 *   exampleShape: [28, 28, 1],
 *   classes: 10,
 * });
 * const threes = model.given(tf.tensor1d([3, 3])).decode(tf.zeros([2, 20]));
 */
export function conditionalVariationalAutoencoder({
  encoder,
  decoder,
  exampleShape,
  classes,
  likelihood = bernoulli(),
  prior = standardNormal(),
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  exampleShape: readonly number[];
  classes: number;
  likelihood?: Likelihood;
  prior?: Prior | ClassPrior;
}): ConditionalVariationalAutoencoder {
  checkOptions(where, { classes }, ranges.count);
  const [enc, dec] = [endsOf(`${where}, encoder`, encoder), endsOf(`${where}, decoder`, decoder)];
  const features = exampleShape.reduce((size, next) => size * next, 1);
  const latent = (enc.output.at(-1) as number) / 2;
  checkSizes('encoder, input', enc.input, [features + classes]);
  checkSizes('decoder, input', dec.input, [latent + classes]);
  checkSizes('decoder, output', dec.output, timesLast(exampleShape, likelihood.outputsPerNumber));
  checkPrior(prior, { classes, latentShape: [latent] });
  const variables = { ...variablesOf({ encoder, decoder }), ...priorVariables(prior) };
  const parts = { encoder, decoder, likelihood, variables, exampleShape, latentShape: [latent] };

  const given = (label: tf.Tensor): VariationalAutoencoder => {
    /** [rows, features] and the class of each row, one-hot: [rows, features + classes] */
    const beside = (x: tf.Tensor) => {
      const oneHot = tf.cast(tf.oneHot(tf.cast(label, 'int32') as tf.Tensor1D, classes), 'float32');
      const rows = x.shape[0] as number;
      return tf.concat([tf.reshape(x, [rows, -1]), repeatRows(oneHot, rows / (label.shape[0] as number))], 1);
    };
    const posterior = (y: tf.Tensor, mode?: Mode) =>
      tf.tidy(() => {
        const both = run(`${where}.posterior`, encoder, enc.input, beside(y), mode);
        const [mean, logVariance] = tf.split(both, 2, -1) as [tf.Tensor, tf.Tensor];
        return { mean, logVariance };
      });
    const output = (z: tf.Tensor, mode?: Mode) =>
      tf.tidy(() => run(`${where}.output`, decoder, dec.input, beside(z), mode));
    const encode = (y: tf.Tensor, mode?: Mode) => tf.tidy(() => posterior(y, mode).mean);
    const decode = (z: tf.Tensor, mode?: Mode) => tf.tidy(() => likelihood.mean(output(z, mode)));
    const ofClasses = { ...('given' in prior ? prior.given(label) : prior), ...notOwned };
    return latentModelOf({ ...parts, prior: ofClasses, posterior, output, encode, decode }, []);
  };

  /** The given class of rows that are all of one class, for each class. */
  const each = (rows: number) => Array.from({ length: classes }, (_, label) => given(tf.fill([rows], label)));
  const classify = (y: tf.Tensor, mode?: Mode) =>
    tf.tidy(() => {
      const energies = each(y.shape[0] as number).map((model) => {
        const posterior = model.posterior(y, mode);
        // F(y|x) = C(y, Dec(μ, x)) + D(q(z|y, x) ‖ p(z|x)), a divergence without a closed form at z = μ
        const { meanDivergence, varianceDivergence } = divergenceFrom(model.prior, posterior, posterior.mean);
        const cost = likelihood.cost(y, model.output(posterior.mean, mode));
        return tf.add(cost, tf.add(meanDivergence, varianceDivergence));
      });
      return tf.argMin(tf.stack(energies), 0) as tf.Tensor1D;
    });

  const maps = {
    ...parts,
    prior,
    classes,
    given,
    classify,
    encode: (y: tf.Tensor, mode?: Mode) => tf.tidy(() => given(classify(y, mode)).encode(y, mode)),
    decode: (z: tf.Tensor, mode?: Mode) =>
      tf.tidy(() => tf.mean(tf.stack(each(z.shape[0] as number).map((one) => one.decode(z, mode))), 0)),
  };
  return {
    ...latentModelOf(maps, [encoder, decoder, prior]),
    // By the class that was found, and not by the mean over all.
    reconstruct: (y, mode) => tf.tidy(() => given(classify(y, mode)).reconstruct(y, mode)),
  };
}

function checkPrior(prior: Prior | ClassPrior, wanted: { classes: number; latentShape: readonly number[] }): void {
  const { latentShape = wanted.latentShape } = prior;
  const classes = 'classes' in prior ? prior.classes : wanted.classes;
  if (classes === wanted.classes && `${latentShape}` === `${wanted.latentShape}`) return;
  throw expected({
    where: `${where}, prior`,
    expected: `codes of shape [${wanted.latentShape}] and ${counted(wanted.classes, 'class', 'classes')}`,
    received: `codes of shape [${latentShape}] and ${counted(classes, 'class', 'classes')}`,
    todo: 'Give the prior the latentShape and the classes of the model.',
    code: 'SHAPE',
  });
}

function checkSizes(end: string, found: ExampleShape, wanted: readonly number[]): void {
  if (found.length === wanted.length && found.every((size, axis) => size === wanted[axis])) return;
  throw expected({
    where: `${where}, ${end}`,
    expected: `[batch,${wanted}]`,
    received: `[batch,${found}]`,
    todo: 'Add the number of classes to both input sizes: the encoder gets [y, x], the decoder [z, x].',
    code: 'SHAPE',
  });
}
