import type * as tf from '@tensorflow/tfjs-core';

/** Under this name a model that sees other observations than it is asked about says which: of y, what the encoder gets. */
export const sees: unique symbol = Symbol('sees');

/** What the encoder of a model gets for y: y, unless the model is one that `corrupted` made. */
export function seenBy(model: object, y: tf.Tensor): tf.Tensor {
  return (model as { [sees]?: (y: tf.Tensor) => tf.Tensor })[sees]?.(y) ?? y;
}
