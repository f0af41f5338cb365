import * as tf from '@tensorflow/tfjs-core';
import { node, type Shape, type Value } from '../graph/graph.ts';
import { binary, expand, reshape, scalar } from '../graph/ops.ts';
import {
  averagePool,
  flattened,
  groupedTransposed,
  maxPool,
  ones,
  toChannelsFirst,
  toChannelsLast,
  type Window,
} from './images.ts';
import type { Rule, Unary } from './rule.ts';

type Attributes = Pick<tf.MaxPoolAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;

function windowOf(shape: Shape, { filterSize, strides, pad, dimRoundingMode }: Attributes): Window {
  const image = shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(image, filterSize, strides, 1, pad, dimRoundingMode);
  return {
    size: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [1, 1],
    before: [info.padInfo.top, info.padInfo.left],
    input: [info.inHeight, info.inWidth],
    output: [info.outHeight, info.outWidth],
  };
}

/** dy goes to the first largest pixel of each window. */
function maxPoolGradient(dy: Value, x: Value, attributes: Attributes): Value {
  const images = toChannelsFirst(x);
  const [, places] = maxPool(images, windowOf(x.shape, attributes));
  const zeros = expand(scalar(0), flattened(images).shape);
  const operands = [zeros, flattened(places), flattened(toChannelsFirst(dy))];
  const sums = node('ScatterElements', operands, zeros, { axis: 0, reduction: 'add' });
  return toChannelsLast(reshape(sums, images.shape));
}

/** dy spread evenly over each window; as in tfjs, pixels of the padding take their share and lose it. */
function averagePoolGradient(dy: Value, x: Value, attributes: Attributes): Value {
  const window = windowOf(x.shape, attributes);
  const channels = x.shape[3] as number;
  const share = binary('Mul', dy, scalar(1 / (window.size[0] * window.size[1])));
  return toChannelsLast(groupedTransposed(toChannelsFirst(share), ones(channels, window.size), channels, window));
}

export const pools = {
  MaxPool: (({ x }, attributes) =>
    toChannelsLast(maxPool(toChannelsFirst(x), windowOf(x.shape, attributes))[0])) as Rule<Unary, tf.MaxPoolAttrs>,
  MaxPoolGrad: (({ dy, input }, attributes) => maxPoolGradient(dy, input, attributes)) as Rule<
    tf.MaxPoolGradInputs,
    tf.MaxPoolGradAttrs
  >,
  AvgPool: (({ x }, attributes) =>
    toChannelsLast(averagePool(toChannelsFirst(x), windowOf(x.shape, attributes)))) as Rule<Unary, tf.AvgPoolAttrs>,
  AvgPoolGrad: (({ dy, input }, attributes) => averagePoolGradient(dy, input, attributes as Attributes)) as Rule<
    tf.AvgPoolGradInputs,
    tf.AvgPoolGradAttrs
  >,
};
