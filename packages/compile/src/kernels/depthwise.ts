import * as tf from '@tensorflow/tfjs-core';
import type { Shape, Value } from '../graph/graph.ts';
import { binary, reshape, transpose } from '../graph/ops.ts';
import { activate } from './activate.ts';
import { groupedConvolution, groupedTransposed, toChannelsFirst, toChannelsLast, type Window } from './images.ts';
import type { Rule } from './rule.ts';

type Attributes = Pick<tf.DepthwiseConv2dNativeAttrs, 'strides' | 'pad' | 'dilations' | 'dimRoundingMode'>;

function windowOf(x: Shape, filter: Shape, { strides, pad, dilations, dimRoundingMode }: Attributes): Window {
  const info = tf.backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  );
  return {
    size: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.top, info.padInfo.left],
    input: [info.inHeight, info.inWidth],
    output: [info.outHeight, info.outWidth],
  };
}

/** [a, b, c, m] → [c·m, 1, a, b] */
function grouped(filter: Value): Value {
  const [a, b, c, m] = filter.shape as readonly [number, number, number, number];
  return reshape(transpose(filter, [2, 3, 0, 1]), [c * m, 1, a, b]);
}

function depthwise(x: Value, filter: Value, attributes: Attributes): Value {
  const window = windowOf(x.shape, filter.shape, attributes);
  return toChannelsLast(groupedConvolution(toChannelsFirst(x), grouped(filter), x.shape[3] as number, window));
}

/** A convolution of x with dy as the filter, one group for each channel, the batch summed; stride and dilation change places. */
function filterGradient(x: Value, dy: Value, filterShape: Shape, attributes: Attributes): Value {
  const window = windowOf(x.shape, filterShape, attributes);
  const [a, b, c, m] = filterShape as readonly [number, number, number, number];
  const [n, h, w] = x.shape as readonly [number, number, number];
  const images = reshape(transpose(x, [3, 0, 1, 2]), [1, c * n, h, w]);
  const turned: Window = {
    ...window,
    size: window.output,
    output: window.size,
    strides: window.dilations,
    dilations: window.strides,
  };
  const made = groupedConvolution(images, transpose(dy, [3, 0, 1, 2]), c, turned);
  return transpose(reshape(made, [c, m, a, b]), [2, 3, 0, 1]);
}

export const depthwiseConvolutions = {
  DepthwiseConv2dNative: (({ x, filter }, attributes) => depthwise(x, filter, attributes)) as Rule<
    tf.DepthwiseConv2dNativeInputs,
    tf.DepthwiseConv2dNativeAttrs
  >,
  FusedDepthwiseConv2D: ((
    { x, filter, bias, preluActivationWeights },
    { activation, leakyreluAlpha, ...attributes },
  ) => {
    const made = depthwise(x, filter, attributes);
    return activate(bias ? binary('Add', made, bias) : made, activation, {
      alpha: leakyreluAlpha,
      slope: preluActivationWeights,
    });
  }) as Rule<tf.FusedDepthwiseConv2DInputs, tf.FusedDepthwiseConv2DAttrs>,
  DepthwiseConv2dNativeBackpropInput: (({ dy, filter }, { inputShape, ...attributes }) => {
    const window = windowOf(inputShape, filter.shape, attributes);
    return toChannelsLast(groupedTransposed(toChannelsFirst(dy), grouped(filter), inputShape[3], window));
  }) as Rule<tf.DepthwiseConv2dNativeBackpropInputInputs, tf.DepthwiseConv2dNativeBackpropInputAttrs>,
  DepthwiseConv2dNativeBackpropFilter: (({ x, dy }, { filterShape, ...attributes }) =>
    filterGradient(x, dy, filterShape, attributes)) as Rule<
    tf.DepthwiseConv2dNativeBackpropFilterInputs,
    tf.DepthwiseConv2dNativeBackpropFilterAttrs
  >,
};
