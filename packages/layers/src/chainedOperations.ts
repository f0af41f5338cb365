import * as tf from '@tensorflow/tfjs-core';

/** A tensor, as the first operand of an operation with the rest of them. */
type Chained = Readonly<Record<string, (this: tf.Tensor, ...rest: never[]) => tf.Tensor>>;

/**
 * The methods of tensors that tfjs-layers calls and that tfjs-core alone does not have, for the orthogonal initialiser: the default of `lstm`, `gru` and
 * `simpleRNN`. The package `@tensorflow/tfjs` registers all; a method that is there stays.
 */
const chained = {
  flatten() {
    return tf.reshape(this, [this.size]);
  },
  reshape(shape: number[]) {
    return tf.reshape(this, shape);
  },
  sign() {
    return tf.sign(this);
  },
  stridedSlice(begin: number[], end: number[], strides: number[]) {
    return tf.stridedSlice(this, begin, end, strides);
  },
  transpose(permutation?: number[]) {
    return tf.transpose(this, permutation);
  },
} satisfies Chained;

const methods = tf.Tensor.prototype as unknown as Record<string, unknown>;
for (const [name, operation] of Object.entries(chained)) methods[name] ??= operation;
