import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of tf.tile: the sum over the repeats, an axis at a time. tfjs 4.22 adds up a slice for each of them, so that a layer
 * normalisation of 2048 features is thousands of operations, and refuses more than four axes.
 */
export const tileGradient: tf.GradConfig = {
  kernelName: tf.Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [{ shape }] = saved as [tf.Tensor];
    const { reps } = attrs as unknown as tf.TileAttrs;
    return {
      x: () =>
        tf.reshape(
          reps.reduce((sum, times, axis) => overRepeats(sum, times, axis), dy as tf.Tensor),
          shape,
        ),
    };
  },
};

/** The sum over `times` parts of an axis: […, times · n, …] → […, n, …] */
function overRepeats(x: tf.Tensor, times: number, axis: number): tf.Tensor {
  if (times === 1) return x;
  const length = (x.shape[axis] as number) / times;
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const sizes = [tf.util.sizeFromShape(before), length * tf.util.sizeFromShape(after)] as const;
  const [outer, inner] = sizes.map((size) => (size === 1 ? [] : [size])) as [number[], number[]];
  const sum = tf.sum(tf.reshape(x, [...outer, times, ...inner]), outer.length);
  return tf.reshape(sum, [...before, length, ...after]);
}
