import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { repeatRows } from '../variational/repeatRows.ts';
import type { Distribution } from './distribution.ts';
import { firstMeans } from './firstMeans.ts';
import { normal } from './normal.ts';
import type { ClassPrior } from './prior.ts';

/**
 * p(z|x) = N(mₓ, sₓ): a learned mean and variance per class and latent dimension. Means start as small draws of N(0, 0.01), variances
 * at 1. The divergence to it has a closed form.
 *
 * @throws `OPTION` for classes or sizes that are not positive whole number
 * @see Sohn, Lee, Yan 2015, where the prior is a network of x
 * @example
 * const model = denseConditionalVariationalAutoencoder({
 *   classes: 10,
 *   prior: learnedClassPrior({ classes: 10, latentShape: [20], seed: 1 }),
 * });
 */
export function learnedClassPrior({
  classes,
  latentShape,
  seed = 0,
}: {
  classes: number;
  latentShape: readonly number[];
  seed?: number;
}): ClassPrior {
  const where = 'learnedClassPrior';
  checkOptions(where, { classes }, ranges.count);
  const means = firstMeans(where, { count: classes, latentShape, deviation: 0.1, seed });
  const logVariances = tf.tidy(() => tf.variable(tf.zeros(means.shape)));

  const given = (label: tf.Tensor): Distribution => {
    /** The normals of as many rows as z has. */
    const at = (rows: number) => {
      const oneHot = tf.cast(tf.oneHot(tf.cast(label, 'int32') as tf.Tensor1D, classes), 'float32') as tf.Tensor2D;
      const of = (parameters: tf.Variable) => {
        const ofBatch = tf.reshape(tf.matMul(oneHot, parameters as tf.Tensor as tf.Tensor2D), [-1, ...latentShape]);
        return repeatRows(ofBatch, rows / (label.shape[0] as number));
      };
      return normal({ mean: of(means), logVariance: of(logVariances) });
    };
    return {
      sample: (shape, random) => tf.tidy(() => at(shape[0] as number).sample(shape, random)),
      logDensity: (z) => tf.tidy(() => at(z.shape[0] as number).logDensity(z)),
      divergence: (q) => tf.tidy(() => at(q.mean.shape[0] as number).divergence(q)),
      divergencePerNumber: (q) => tf.tidy(() => at(q.mean.shape[0] as number).divergencePerNumber(q)),
    };
  };

  return {
    classes,
    given,
    variables: { means, logVariances },
    latentShape,
    settings: { name: 'learnedClass', classes, latentShape },
    dispose: () => tf.dispose([means, logVariances]),
  };
}
