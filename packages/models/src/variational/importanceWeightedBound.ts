import type { Random } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { logWeights } from './logWeights.ts';
import { reparameterize } from './reparameterize.ts';
import { repeatPosterior } from './repeatRows.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/** Codes that are decoded at a time: 5000 images of 784 numbers are 16 MB. */
const most = 5000;

/**
 * −log p(y) by k draws of z, −log 1/k Σᵢ p(y, zᵢ)/q(zᵢ|y): an upper bound on average, which falls towards −log p(y) as k grows.
 * Traceable; codes are decoded some thousand at a time, so memory does not grow with k.
 *
 * @param y [batch, …exampleShape]
 * @param options.samples k
 * @returns [batch], in nats
 * @throws `OPTION` for samples that are not whole number of at least 1
 * @see Burda, Grosse, Salakhutdinov 2016, Importance weighted autoencoders
 * @example
 * const vae = denseVariationalAutoencoder({ seed: 1 });
 * const bound = importanceWeightedBound(vae, tf.zeros([2, 28, 28, 1]), counterRandom({ seed: 1, step: 0 }), { samples: 100 });
 */
export function importanceWeightedBound(
  model: VariationalAutoencoder,
  y: tf.Tensor,
  random: Random,
  { samples }: { samples: number },
): tf.Tensor1D {
  checkOptions('importanceWeightedBound', { samples }, ranges.count);
  return tf.tidy(() => {
    const posterior = model.posterior(y);
    const atOnce = Math.max(1, Math.floor(most / (y.shape[0] as number)));
    const sums: tf.Tensor[] = [];
    for (let done = 0; done < samples; done += atOnce) {
      const some = Math.min(atOnce, samples - done);
      const sum = tf.tidy(() => {
        const repeated = repeatPosterior(posterior, some);
        return tf.logSumExp(logWeights(model, y, reparameterize(repeated, random), repeated), 0);
      });
      sums.push(sum);
    }
    return tf.sub(Math.log(samples), tf.logSumExp(tf.stack(sums), 0)) as tf.Tensor1D;
  });
}
