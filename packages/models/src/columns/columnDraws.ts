import type { Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { gumbel } from '../imageCodes/gumbel.ts';
import { type ColumnGroup, cut } from './columnGroups.ts';

/** u < p, 0 or 1. */
export const drawBooleans = (probabilities: tf.Tensor, random: Random): tf.Tensor =>
  tf.cast(tf.less(random.uniform(probabilities.shape), probabilities), 'float32');

/** argmaxₖ (lₖ + gₖ), one-hot: a draw from softmax(l). @param logits [batch, categories] */
export const drawCategories = (logits: tf.Tensor, random: Random): tf.Tensor =>
  tf.cast(tf.oneHot(tf.argMax(tf.add(logits, gumbel(random, logits.shape)), 1), logits.shape[1] as number), 'float32');

/**
 * Rows with a category and a truth value in the place of their probabilities; numbers stay.
 *
 * @param means [batch, width], as `columnMeans` gives them
 * @returns [batch, width]
 * @throws `SHAPE` for rows of another width
 * @example
 * columnDraws([{ kind: 'categories', size: 2 }], tf.tensor2d([[0, 1]]), counterRandom({ seed: 1, step: 0 })); // [[0, 1]]
 */
export function columnDraws(columns: readonly ColumnGroup[], means: tf.Tensor, random: Random): tf.Tensor {
  return tf.tidy(() => {
    const drawn = cut('columnDraws, means', columns, means).map((part, i) => {
      const kind = columns[i]?.kind;
      if (kind === 'booleans') return drawBooleans(part, random);
      // Half of float32's least number: what is 0 is never drawn.
      return kind === 'categories' ? drawCategories(tf.log(tf.maximum(part, 1e-38)), random) : part;
    });
    return tf.concat(drawn as tf.Tensor2D[], 1);
  });
}
