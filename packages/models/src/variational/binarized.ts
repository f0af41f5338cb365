import type { Model, Objective, Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * b ~ Bernoulli(y): each number of y in [0, 1] becomes 1 with its own value as the chance, else 0.
 *
 * @param y of any shape
 * @returns of the shape of y
 * @see Salakhutdinov and Murray 2008, On the quantitative analysis of deep belief networks
 * @example
 * const drawn = binarize(tf.tensor2d([[0, 0.5, 1]]), counterRandom({ seed: 1, step: 0 })); // 0, 0 or 1, 1
 */
export function binarize(y: tf.Tensor, random: Random): tf.Tensor {
  return tf.tidy(() => tf.cast(tf.less(random.uniform(y.shape), y), 'float32'));
}

/**
 * An objective whose observations are sampled black or white at every step: of b ~ Bernoulli(y) in the place of y.
 *
 * @param objective of a model whose likelihood is that of 0 and 1, `bernoulli()`
 * @example
 * const objective = binarized(negativeElbo());
 */
export function binarized<M extends Model, Name extends string>(objective: Objective<M, Name>): Objective<M, Name> {
  return {
    weights: objective.weights,
    terms: (model, batch, random) => objective.terms(model, { ...batch, y: binarize(batch.y, random) }, random),
  };
}
