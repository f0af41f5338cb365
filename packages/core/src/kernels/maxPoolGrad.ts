import * as tf from '@tensorflow/tfjs-core';
import { numbers, zeros } from './heap.ts';

/**
 * The gradient of max pooling: each dy goes to the first largest x of its window.
 *
 * The wasm backend's own kernel starts its search at the smallest positive float, so a window without a positive number gets nothing.
 */
export const maxPoolGrad: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, input } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
  const shape = input.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;

  const dx = zeros(backend, shape);
  const sums = numbers(backend, dx);
  const xs = numbers(backend, input);
  const dys = numbers(backend, dy);
  let from = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      const [top, bottom] = inside(i * strideHeight - padInfo.top, info.filterHeight, inHeight);
      for (let j = 0; j < outWidth; j++) {
        const [left, right] = inside(j * strideWidth - padInfo.left, info.filterWidth, inWidth);
        for (let c = 0; c < inChannels; c++, from++) {
          let best = -1;
          for (let row = top; row < bottom; row++) {
            for (let column = left; column < right; column++) {
              const x = ((n * inHeight + row) * inWidth + column) * inChannels + c;
              if (best < 0 || (xs[x] as number) > (xs[best] as number)) best = x;
            }
          }
          if (best >= 0) sums[best] = (sums[best] as number) + (dys[from] as number);
        }
      }
    }
  }
  return dx;
};

/** The part of a window that lies inside of an image, as [first, end). */
function inside(begin: number, length: number, size: number): readonly [number, number] {
  return [Math.max(0, begin), Math.min(begin + length, size)];
}
