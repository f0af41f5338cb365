import type { DiagonalGaussian } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { logNormal } from '../distributions/logNormal.ts';
import type { Mode } from '../network.ts';
import { repeatRows } from './repeatRows.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/**
 * log w = log p(y|z) + log p(z) − log q(z|y), the weight of a code among the ways to explain y. −log w is the free energy of that code:
 * with the exact posterior it is −log p(y) whatever the code.
 *
 * @param y [batch, …exampleShape]
 * @param z [samples · batch, …latent], one whole batch after the other
 * @param posterior q(z|y), of the shape of z
 * @returns [samples, batch], in nats
 * @see Burda, Grosse, Salakhutdinov 2016, Importance weighted autoencoders
 */
export function logWeights(
  model: VariationalAutoencoder,
  y: tf.Tensor,
  z: tf.Tensor,
  posterior: DiagonalGaussian,
  mode?: Mode,
): tf.Tensor2D {
  const [batch, rows] = [y.shape[0] as number, z.shape[0] as number];
  const samples = rows / batch;
  const cost = model.likelihood.cost(repeatRows(y, samples), model.output(z, mode));
  const log = tf.sub(tf.sub(model.prior.logDensity(z), logNormal(z, posterior)), cost);
  return tf.reshape(log, [samples, batch]);
}
