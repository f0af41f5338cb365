import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of nearest-neighbour resizing, one image after the other.
 *
 * tfjs 4.22's cpu kernel finds an image of dy with the stride of the smaller images, so that all but the first get wrong numbers.
 */
export function resizeNearestNeighborGrad(native: tf.KernelFunc): tf.KernelFunc {
  return (params) => {
    const { images, dy } = params.inputs as unknown as { images: tf.Tensor4D; dy: tf.Tensor4D };
    if (dy.shape[0] === 1) return native(params);
    const one = (x: tf.Tensor4D, i: number) => tf.slice(x, [i, 0, 0, 0], [1, -1, -1, -1]);
    return tf.tidy(() =>
      tf.concat(
        Array.from({ length: dy.shape[0] }, (_, i) => {
          const inputs = { images: one(images, i), dy: one(dy, i) };
          return tf.engine().makeTensorFromTensorInfo(native({ ...params, inputs }) as tf.TensorInfo);
        }),
      ),
    );
  };
}

/** The gradient of bilinear resizing, whose cpu kernel in tfjs 4.22 names height and width the wrong way round. */
export function resizeBilinearGrad(native: tf.KernelFunc): tf.KernelFunc {
  return (params) => {
    const { images } = params.inputs as { images: tf.TensorInfo };
    return { ...(native(params) as tf.TensorInfo), shape: images.shape };
  };
}
