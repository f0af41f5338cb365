import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of average pooling whose windows reach over the border.
 *
 * The forward kernels divide by the numbers that a window has inside of the image, tfjs 4.22's gradient kernels by the whole window.
 * So dy is first multiplied by window/inside, which is 1 away from the border.
 */
export function avgPoolGrad(native: tf.KernelFunc): tf.KernelFunc {
  return (params) => {
    const { dy, input } = params.inputs as unknown as { dy: tf.Tensor4D; input: tf.Tensor4D };
    const { filterSize, strides, pad } = params.attrs as unknown as tf.AvgPoolGradAttrs;
    const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
    const { top, bottom, left, right } = info.padInfo;
    if (top + bottom + left + right === 0) return native(params);
    const rows = overlaps(info.outHeight, info.strideHeight, info.filterHeight, top, info.inHeight);
    const columns = overlaps(info.outWidth, info.strideWidth, info.filterWidth, left, info.inWidth);
    const scaled = tf.tidy(() =>
      tf.mul(dy, tf.mul(tf.reshape(rows, [1, -1, 1, 1]), tf.reshape(columns, [1, 1, -1, 1]))),
    );
    const dx = native({ ...params, inputs: { ...params.inputs, dy: scaled } });
    scaled.dispose();
    return dx;
  };
}

/** Length of a window over what of it lies inside, for each window along one axis. */
function overlaps(windows: number, stride: number, length: number, before: number, size: number): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const begin = i * stride - before;
    return length / (Math.min(begin + length, size) - Math.max(begin, 0));
  });
}
