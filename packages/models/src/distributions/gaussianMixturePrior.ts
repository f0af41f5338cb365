import type { Random } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { firstMeans } from './firstMeans.ts';
import { log2Pi } from './logNormal.ts';
import type { Prior } from './prior.ts';

export interface GaussianMixturePriorOptions {
  /** K. */
  readonly components: number;
  /** Shape of one code, without the batch. */
  readonly latentShape: readonly number[];
  /** Seed of the first means. */
  readonly seed?: number;
}

/**
 * p(z) = Σₖ πₖ N(z; mₖ, sₖ) with learned means, variances and shares. Means start as draws of N(0, I), variances at 1, shares equal.
 *
 * The divergence to it has no closed form: it is taken by the draws of a step. A density costs batch · K · latent numbers of memory.
 *
 * @throws `OPTION` for components or sizes that are not positive whole number
 * @see Dilokthanakul et al. 2016; Tomczak and Welling 2018, VAE with a VampPrior, for why a prior should learn
 * @example
 * const model = denseVariationalAutoencoder({
 *   latentSize: 2,
 *   prior: gaussianMixturePrior({ components: 10, latentShape: [2], seed: 1 }),
 * });
 */
export function gaussianMixturePrior({ components, latentShape, seed = 0 }: GaussianMixturePriorOptions): Prior {
  const where = 'gaussianMixturePrior';
  checkOptions(where, { components }, ranges.count);
  const means = firstMeans(where, { count: components, latentShape, deviation: 1, seed });
  const size = means.shape[1];
  const { logVariances, logits } = tf.tidy(() => ({
    logVariances: tf.variable(tf.zeros([components, size])),
    logits: tf.variable(tf.zeros([components])),
  }));

  /** log p(z) = log Σₖ πₖ N(z; mₖ, sₖ), log π = logits − log Σ exp logits */
  const logDensity = (z: tf.Tensor) =>
    tf.tidy(() => {
      const rows = z.shape[0] as number;
      const apart = tf.square(tf.sub(tf.reshape(z, [rows, 1, size]), tf.expandDims(means, 0)));
      const scaled = tf.add(tf.mul(apart, tf.exp(tf.neg(logVariances))), tf.add(logVariances, log2Pi));
      const logShares = tf.sub(logits, tf.logSumExp(logits));
      // [rows, K]
      const joint = tf.add(tf.mul(tf.sum(scaled, 2), -0.5), logShares);
      return tf.logSumExp(joint, 1) as tf.Tensor1D;
    });

  const sample = (shape: readonly number[], random: Random) =>
    tf.tidy(() => {
      const chosen = tf.oneHot(drawnFrom(logits, shape[0] as number, random), components);
      const of = (parameters: tf.Tensor) =>
        tf.matMul(tf.cast(chosen, 'float32') as tf.Tensor2D, parameters as tf.Tensor2D);
      const deviation = tf.exp(tf.mul(of(logVariances), 0.5));
      const noise = tf.reshape(random.normal(shape), [-1, size]);
      return tf.reshape(tf.add(of(means), tf.mul(noise, deviation)), [...shape]);
    });

  return {
    sample,
    logDensity,
    variables: { means, logVariances, logits },
    latentShape,
    settings: { name: 'gaussianMixture', components, latentShape },
    dispose: () => tf.dispose([means, logVariances, logits]),
  };
}

/** k ~ π by argmaxₖ logitₖ − log(−log uₖ), u uniform: [rows]. */
function drawnFrom(logits: tf.Tensor, rows: number, random: Random): tf.Tensor1D {
  const u = random.uniform([rows, logits.shape[0] as number]);
  // u may be 0, and its logarithm infinite.
  const gumbel = tf.neg(tf.log(tf.neg(tf.log(tf.maximum(u, 2 ** -32)))));
  return tf.argMax(tf.add(logits, gumbel), 1) as tf.Tensor1D;
}
