import * as tf from '@tensorflow/tfjs-core';

/** Sum over every axis but the first: [batch, …] → [batch]. */
export function perExample(energies: tf.Tensor): tf.Tensor1D {
  // ONNX reads an empty list of axes as all of them, so [batch] passes as it is.
  if (energies.rank === 1) return energies as tf.Tensor1D;
  const axes = energies.shape.map((_, axis) => axis).slice(1);
  return tf.sum(energies, axes);
}
