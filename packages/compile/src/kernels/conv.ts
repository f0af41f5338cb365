import * as tf from '@tensorflow/tfjs-core';
import { conv2d, conv2dFilter, conv2dInput, type Pair, type Spacing } from '../graph/convolution.ts';
import type { Shape, Value } from '../graph/graph.ts';
import { activate } from './activate.ts';
import type { Rule } from './rule.ts';

type Attributes = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dataFormat' | 'dimRoundingMode'> & {
  readonly dilations?: tf.Conv2DAttrs['dilations'];
};

/** What tfjs's strides, padding words and rounding come to. Only NHWC reaches a kernel of a backend here. */
function geometry(x: Shape, filter: Shape, { strides, pad, dilations = 1, dimRoundingMode, dataFormat }: Attributes) {
  if (dataFormat === 'NCHW') throw new TypeError('a convolution of NCHW images');
  const info = tf.backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const spacing: Spacing = {
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [info.padInfo.top, info.padInfo.left],
  };
  return { spacing, output: [info.outHeight, info.outWidth] as Pair };
}

function convolution(x: Value, filter: Value, attributes: Attributes, bias?: Value): Value {
  const { spacing, output } = geometry(x.shape, filter.shape, attributes);
  return conv2d(x, filter, output, spacing, bias);
}

export const convolutions = {
  Conv2D: (({ x, filter }, attributes) => convolution(x, filter, attributes)) as Rule<tf.Conv2DInputs, tf.Conv2DAttrs>,
  FusedConv2D: (({ x, filter, bias, preluActivationWeights }, { activation, leakyreluAlpha, ...attributes }) =>
    activate(convolution(x, filter, attributes, bias), activation, {
      alpha: leakyreluAlpha,
      slope: preluActivationWeights,
    })) as Rule<tf.FusedConv2DInputs, tf.FusedConv2DAttrs>,
  Conv2DBackpropInput: (({ dy, filter }, { inputShape, ...attributes }) => {
    const { spacing } = geometry(inputShape, filter.shape, attributes);
    return conv2dInput(dy, filter, inputShape.slice(1, 3) as unknown as Pair, spacing);
  }) as Rule<tf.Conv2DBackpropInputInputs, tf.Conv2DBackpropInputAttrs>,
  Conv2DBackpropFilter: (({ x, dy }, { filterShape, ...attributes }) => {
    const { spacing } = geometry(x.shape, filterShape, attributes);
    return conv2dFilter(x, dy, filterShape.slice(0, 2) as unknown as Pair, spacing);
  }) as Rule<tf.Conv2DBackpropFilterInputs, tf.Conv2DBackpropFilterAttrs>,
};
