import { binaryCrossEntropy, squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Cost } from '../autoencoder/reconstruction.ts';
import { type ColumnGroup, checkColumns, cut } from './columnGroups.ts';

/** Below it a logarithm stays, and its slope is 0. */
const least = 1e-38;

/**
 * C(y, ỹ) of rows of a table whose columns are of several kinds, each as it is measured, summed:
 *
 * numbers Σᵢ (yᵢ − ỹᵢ)², booleans −Σᵢ yᵢ log ỹᵢ + (1 − yᵢ) log(1 − ỹᵢ), categories −Σₖ yₖ log ỹₖ.
 *
 * With standardised numbers a column costs about 1 where nothing is known of it: 1 for its variance, or the entropy of its categories in nats.
 *
 * @param columns what the numbers of a row are, in their order
 * @returns of y and ỹ [batch, width], ỹ as `columnMeans` gives it → [batch]
 * @throws `OPTION` for groups that are not valid; its cost `SHAPE` for rows of another width
 * @example
 * const cost = mixedError([{ kind: 'numbers', size: 1 }, { kind: 'categories', size: 2 }]);
 * cost(tf.tensor2d([[3, 0, 1]]), tf.tensor2d([[1, 0.5, 0.5]])); // [4.693], which is 4 + log 2
 */
export function mixedError(columns: readonly ColumnGroup[]): Cost {
  checkColumns('mixedError', columns);
  const costs = { numbers: squaredError, booleans: binaryCrossEntropy, categories: fromProbabilities };
  return (y, reconstruction) =>
    tf.tidy(() => {
      const made = cut('mixedError, reconstruction', columns, reconstruction);
      const each = cut('mixedError, y', columns, y).map((part, i) =>
        costs[(columns[i] as ColumnGroup).kind](part, made[i] as tf.Tensor2D),
      );
      return tf.addN(each) as tf.Tensor1D;
    });
}

/** −Σₖ yₖ log pₖ: what a softmax in float32 gives for a category, 10⁻³⁸ and more, has a slope of the right size in its logits. */
const fromProbabilities = (y: tf.Tensor, p: tf.Tensor): tf.Tensor1D =>
  tf.neg(tf.sum(tf.mul(y, tf.log(tf.maximum(p, least))), 1));
