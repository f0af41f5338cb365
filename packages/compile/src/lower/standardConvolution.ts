import { type Axis, axesOf } from '../graph/convolution.ts';
import type { Node, Value } from '../graph/graph.ts';
import { transpose } from '../graph/ops.ts';
import {
  groupedConvolution,
  groupedTransposed,
  toChannelsFirst,
  toChannelsLast,
  type Window,
} from '../kernels/images.ts';
import { lowerConvolution } from './convolution.ts';
import { costs } from './costs.ts';

/**
 * Convolutions as ONNX's own Conv and ConvTranspose, for a file that other runtimes read: they know these two, and choose for themselves
 * how to compute them.
 */
export function standardConvolution(node: Node): Value | undefined {
  const [x, filter, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  if (node.op === 'Conv2D') {
    // [a, b, i, o] → [o, i, a, b]
    return toChannelsLast(
      groupedConvolution(toChannelsFirst(x), transpose(filter, [3, 2, 0, 1]), 1, windowOf(node), bias),
    );
  }
  if (node.op === 'Conv2DBackpropInput') {
    // [a, b, i, o] → [o, i, a, b], where o are the channels that come in
    return toChannelsLast(
      groupedTransposed(toChannelsFirst(x), transpose(filter, [3, 2, 0, 1]), 1, windowOf(node), bias),
    );
  }
  // A file knows no machine.
  return lowerConvolution(costs.avx2)(node);
}

function windowOf(node: Node): Window {
  const [rows, columns] = axesOf(node);
  const both = (key: keyof Axis) => [rows[key], columns[key]] as const;
  return {
    size: both('kernel'),
    strides: both('stride'),
    dilations: both('dilation'),
    before: both('pad'),
    input: both('input'),
    output: both('output'),
  };
}
