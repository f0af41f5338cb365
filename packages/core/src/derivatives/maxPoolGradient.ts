import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of MaxPoolGrad, P: dy → dx, which hands each dy to the largest x of its window. It is linear in dy, so its derivative
 * is Pᵀ: it reads g where the largest x of a window stood. x only chooses, so by x and y it is 0.
 */
export const maxPoolGradient: tf.GradConfig = {
  kernelName: tf.MaxPoolGrad,
  inputsToSave: ['input', 'output'],
  gradFunc: (g, saved, attrs) => {
    const [x, y] = saved as [tf.Tensor4D, tf.Tensor4D];
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
    const info = tf.backend_util.computePool2DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
    return {
      dy: () => readAtMaximum(g as tf.Tensor4D, x, y, info),
      input: () => tf.zeros(x.shape),
      output: () => tf.zeros(y.shape),
    };
  },
};

/** One pass over y for each place of the window: the first that holds the maximum counts, as in the forward kernels. */
function readAtMaximum(g: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor {
  const { padInfo, strideHeight, strideWidth, filterHeight, filterWidth } = info;
  const [batch, height, width, channels] = y.shape;
  const border: [number, number][] = [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ];
  const paddedX = tf.pad(x, border, Number.NEGATIVE_INFINITY);
  const paddedG = tf.pad(g, border);
  const at = (padded: tf.Tensor4D, row: number, column: number) =>
    tf.stridedSlice(
      padded,
      [0, row, column, 0],
      [batch, row + (height - 1) * strideHeight + 1, column + (width - 1) * strideWidth + 1, channels],
      [1, strideHeight, strideWidth, 1],
    );
  let read: tf.Tensor = tf.zeros(y.shape);
  let open: tf.Tensor = tf.ones(y.shape);
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      const chosen = tf.mul(open, tf.cast(tf.equal(at(paddedX, row, column), y), 'float32'));
      read = tf.add(read, tf.mul(chosen, at(paddedG, row, column)));
      open = tf.sub(open, chosen);
    }
  }
  return read;
}
