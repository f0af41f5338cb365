import * as tf from '@tensorflow/tfjs-core';
import { type ColumnGroup, cut } from './columnGroups.ts';

/**
 * What a decoder says of rows, as their means: numbers as they are, σ(l) of a boolean, softmax(l) of the categories of a column.
 *
 * @param output [batch, width], numbers and logits
 * @returns [batch, width]
 * @throws `SHAPE` for rows of another width
 * @example
 * columnMeans([{ kind: 'numbers', size: 1 }, { kind: 'categories', size: 2 }], tf.tensor2d([[7, 0, 0]])); // [[7, 0.5, 0.5]]
 */
export function columnMeans(columns: readonly ColumnGroup[], output: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const means = cut('columnMeans, output', columns, output).map((part, i) => {
      const kind = columns[i]?.kind;
      return kind === 'categories' ? tf.softmax(part) : kind === 'booleans' ? tf.sigmoid(part) : part;
    });
    return tf.concat(means, 1);
  });
}
