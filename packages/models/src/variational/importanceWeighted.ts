import { type Objective, type Random, stopGradient } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { scaleGradient } from '../gradients/scaleGradient.ts';
import { logWeights } from './logWeights.ts';
import { reparameterize } from './reparameterize.ts';
import { repeatPosterior } from './repeatRows.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/** From a batch to log w of its codes, [samples, batch], in training mode. */
type Estimator = (model: VariationalAutoencoder, y: tf.Tensor, random: Random, samples: number) => tf.Tensor2D;

const training = { training: true };

/** How gradients reach the encoder; the value is the same. */
const estimators = { reparameterized, doublyReparameterized } satisfies Record<string, Estimator>;

/**
 * L_k(y) = −log 1/k Σᵢ wᵢ with wᵢ = p(y, zᵢ)/q(zᵢ|y), zᵢ ~ q(z|y): −ELBO at k = 1, −log p(y) as k grows, in nats.
 *
 * @param options.samples k, draws of z for each example
 * @param options.estimator `reparameterized` differentiates L_k as it stands; with many samples the encoder's gradient is mostly noise, and
 *   `doublyReparameterized` has the same expectation with less of it
 * @throws `OPTION` for samples that are not whole number of at least 1
 * @see Burda, Grosse, Salakhutdinov 2016; Tucker et al. 2018, Doubly reparameterized gradient estimators
 * @example
 * const objective = importanceWeighted({ samples: 5, estimator: 'doublyReparameterized' });
 */
export function importanceWeighted({
  samples,
  estimator = 'reparameterized',
}: {
  samples: number;
  estimator?: keyof typeof estimators;
}): Objective<VariationalAutoencoder, 'negativeLogLikelihood'> {
  checkOptions('importanceWeighted', { samples }, ranges.count);
  const logs = estimators[estimator];
  return {
    weights: { negativeLogLikelihood: 1 },
    terms: (model, { y }, random) => ({ negativeLogLikelihood: negativeLogMean(logs(model, y, random, samples)) }),
  };
}

/** ∂L_k = −Σᵢ w̃ᵢ ∂ log wᵢ with w̃ᵢ = wᵢ / Σⱼ wⱼ, along every path from the encoder. */
function reparameterized(model: VariationalAutoencoder, y: tf.Tensor, random: Random, samples: number): tf.Tensor2D {
  const posterior = repeatPosterior(model.posterior(y, training), samples);
  return logWeights(model, y, reparameterize(posterior, random), posterior, training);
}

/**
 * For the decoder the same; for the encoder ∂L_k = −Σᵢ w̃ᵢ² ∂ log wᵢ/∂zᵢ ∂zᵢ, as its path through the density q has mean 0.
 * Cost: eager engines decode twice, the compiled one sees that both are the same.
 */
function doublyReparameterized(
  model: VariationalAutoencoder,
  y: tf.Tensor,
  random: Random,
  samples: number,
): tf.Tensor2D {
  const posterior = repeatPosterior(model.posterior(y, training), samples);
  const fixed = { mean: stopGradient(posterior.mean), logVariance: stopGradient(posterior.logVariance) };
  const z = reparameterize(posterior, random);
  const logs = logWeights(model, y, stopGradient(z), fixed, training);
  const normalized = tf.exp(tf.sub(logs, tf.logSumExp(logs, 0, true)));
  const perCode = tf.reshape(normalized, [z.shape[0] as number, ...z.shape.slice(1).map(() => 1)]);
  // −L_k brings one w̃ᵢ to each log wᵢ; this is the other.
  return logWeights(model, y, scaleGradient(z, perCode), fixed, training);
}

/** −log 1/k Σᵢ wᵢ: [samples, batch] → [batch]. */
function negativeLogMean(logs: tf.Tensor2D): tf.Tensor1D {
  return tf.sub(Math.log(logs.shape[0]), tf.logSumExp(logs, 0));
}
