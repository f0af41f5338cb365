import * as tf from '@tensorflow/tfjs-core';

/*
 * Every example with every code, codes fastest: row i · codes + k is example i with code k.
 */

/** Each example once a code: [batch, …] → [batch · codes, …]. */
export function examplesOfPairs(examples: tf.Tensor, codes: number): tf.Tensor {
  return joined(tf.tile(tf.expandDims(examples, 1), timesAt(1, codes, examples.rank + 1)));
}

/** All codes once an example: [codes, …] → [batch · codes, …]. */
export function codesOfPairs(codes: tf.Tensor, batch: number): tf.Tensor {
  return joined(tf.tile(tf.expandDims(codes, 0), timesAt(0, batch, codes.rank + 1)));
}

const timesAt = (axis: number, times: number, rank: number) =>
  Array.from({ length: rank }, (_, i) => (i === axis ? times : 1));

/** [a, b, …] → [a · b, …] */
const joined = (rows: tf.Tensor) => {
  const [a, b, ...rest] = rows.shape as [number, number, ...number[]];
  return tf.reshape(rows, [a * b, ...rest]);
};
