import * as tf from '@tensorflow/tfjs-core';
import { numbers, zeros } from './heap.ts';

type Shape4D = [number, number, number, number];

/**
 * y[n, i, j, c·m + q] = Σₐᵦ x[n, i·s + a − p, j·s + b − p, c] · W[a, b, c, q] for each channel c and each of its m filters q: calls
 * `visit` for each n, i, j, a, b inside of the image with where y, x and W hold the numbers of c = q = 0. The rest of each follows.
 */
function eachPlace(info: tf.backend_util.Conv2DInfo, visit: (y: number, x: number, W: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        const y = ((n * outHeight + i) * outWidth + j) * outChannels;
        for (let a = 0; a < filterHeight; a++) {
          const row = i * strideHeight + a - padInfo.top;
          if (row < 0 || row >= inHeight) continue;
          for (let b = 0; b < filterWidth; b++) {
            const column = j * strideWidth + b - padInfo.left;
            if (column < 0 || column >= inWidth) continue;
            visit(y, ((n * inHeight + row) * inWidth + column) * inChannels, (a * filterWidth + b) * outChannels);
          }
        }
      }
    }
  }
}

const infoOf = (
  x: number[],
  filter: number[],
  { strides, pad, dimRoundingMode }: Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'>,
) => tf.backend_util.computeConv2DInfo(x as Shape4D, filter as Shape4D, strides, 1, pad, dimRoundingMode, true);

/** dW[a, b, c, q] = Σ x·dy over the products that W takes part in. Plain loops, about 3 ns per product: no kernel of the backend fits. */
export const depthwiseConv2dNativeBackpropFilter: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
  const { filterShape, ...rest } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
  const [, , channels, multiplier] = filterShape;
  const dW = zeros(backend, filterShape);
  const sums = numbers(backend, dW);
  const xs = numbers(backend, x);
  const dys = numbers(backend, dy);
  eachPlace(infoOf(x.shape, filterShape, rest), (y, x, W) => {
    for (let c = 0, o = 0; c < channels; c++) {
      const factor = xs[x + c] as number;
      for (let q = 0; q < multiplier; q++, o++) sums[W + o] = (sums[W + o] as number) + factor * (dys[y + o] as number);
    }
  });
  return dW;
};

/** dx = Σ W·dy over the products that x takes part in. Plain loops, as above. */
export const depthwiseConv2dNativeBackpropInput: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
  const { inputShape, ...rest } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
  const [, , channels, multiplier] = filter.shape as Shape4D;
  const dx = zeros(backend, inputShape);
  const sums = numbers(backend, dx);
  const weights = numbers(backend, filter);
  const dys = numbers(backend, dy);
  eachPlace(infoOf(inputShape, filter.shape, rest), (y, x, W) => {
    for (let c = 0, o = 0; c < channels; c++) {
      let sum = sums[x + c] as number;
      for (let q = 0; q < multiplier; q++, o++) sum += (weights[W + o] as number) * (dys[y + o] as number);
      sums[x + c] = sum;
    }
  });
  return dx;
};
