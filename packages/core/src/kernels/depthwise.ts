import * as tf from '@tensorflow/tfjs-core';
import { numbers, zeros } from './heap.ts';

/**
 * y[n, i, j, c·m + q] = Σₐᵦ x[n, i·s + a − p, j·s + b − p, c] · W[a, b, c, q]: calls `visit` with the places of each product in y, x
 * and W (m = channel multiplier). Plain loops, about 1.5 ns a product; no kernel of the backend fits.
 */
function eachProduct(info: tf.backend_util.Conv2DInfo, visit: (y: number, x: number, W: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  const multiplier = outChannels / inChannels;
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
            const x = ((n * inHeight + row) * inWidth + column) * inChannels;
            const W = (a * filterWidth + b) * outChannels;
            for (let o = 0; o < outChannels; o++) visit(y + o, x + Math.floor(o / multiplier), W + o);
          }
        }
      }
    }
  }
}

type Shape4D = [number, number, number, number];

const infoOf = (
  x: number[],
  filter: number[],
  { strides, pad, dimRoundingMode }: Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'>,
) => tf.backend_util.computeConv2DInfo(x as Shape4D, filter as Shape4D, strides, 1, pad, dimRoundingMode, true);

/** dW[a, b, c, q] = Σ x·dy over the products that W takes part in. */
export const depthwiseConv2dNativeBackpropFilter: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
  const { filterShape, ...rest } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
  const dW = zeros(backend, filterShape);
  const sums = numbers(backend, dW);
  const xs = numbers(backend, x);
  const dys = numbers(backend, dy);
  eachProduct(infoOf(x.shape, filterShape, rest), (y, x, W) => {
    sums[W] = (sums[W] as number) + (xs[x] as number) * (dys[y] as number);
  });
  return dW;
};

/** dx = Σ W·dy over the products that x takes part in. */
export const depthwiseConv2dNativeBackpropInput: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
  const { inputShape, ...rest } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
  const dx = zeros(backend, inputShape);
  const sums = numbers(backend, dx);
  const weights = numbers(backend, filter);
  const dys = numbers(backend, dy);
  eachProduct(infoOf(inputShape, filter.shape, rest), (y, x, W) => {
    sums[x] = (sums[x] as number) + (weights[W] as number) * (dys[y] as number);
  });
  return dx;
};
