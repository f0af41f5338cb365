import * as tf from '@tensorflow/tfjs-core';

/** Entries up to which a product with one-hot rows beats a gather, whose gradient is added up one row after another. */
const mostByProduct = 512;

/**
 * The row of a table for each token.
 *
 * @param tokens whole numbers from 0, int32 or float32, [batch, …]
 * @param table [entries, d]
 * @returns [batch, …, d]; a token outside of the table is not an error, and what it gives depends on the backend
 * @example
 * embed(tf.tensor2d([[1, 0]], [1, 2], 'int32'), tf.tensor2d([[1, 2], [3, 4]])); // [[[3, 4], [1, 2]]]
 */
export function embed(tokens: tf.Tensor, table: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [entries, width] = table.shape as [number, number];
    const flat = tf.cast(tf.reshape(tokens, [-1]), 'int32') as tf.Tensor1D;
    const rows =
      entries <= mostByProduct
        ? tf.matMul(tf.cast(tf.oneHot(flat, entries), 'float32') as tf.Tensor2D, table as tf.Tensor2D)
        : tf.gather(table, flat);
    return tf.reshape(rows, [...tokens.shape, width]);
  });
}

/**
 * Positions on a grid, one row after another: the vector of the row added to that of the column.
 *
 * @param rows [height, d]
 * @param columns [width, d]
 * @returns [height · width, d]
 * @see Ramesh et al. 2021, Zero-shot text-to-image generation, section 2.2
 * @example
 * gridPositions(tf.tensor2d([[10], [20]]), tf.tensor2d([[1], [2]])); // [[11], [12], [21], [22]]
 */
export function gridPositions(rows: tf.Tensor, columns: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [height, width, d] = [rows.shape[0] as number, columns.shape[0] as number, rows.shape[1] as number];
    return tf.reshape(tf.add(tf.reshape(rows, [height, 1, d]), tf.reshape(columns, [1, width, d])), [-1, d]);
  });
}
