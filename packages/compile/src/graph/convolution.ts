import { type Node, node, type Value } from './graph.ts';

/** One axis of a convolution: output o sees the inputs o·stride − pad + k·dilation, k = 0 … kernel − 1; what lies outside is zero. */
export interface Axis {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pad: number;
}

export type Pair = readonly [number, number];

/** What the shapes of a convolution leave open; rows, then columns. `pads` is before the first row and column. */
export interface Spacing {
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pads: Pair;
}

/*
 * Three operations of the graph that ONNX does not have, NHWC as tfjs has them. Lowering replaces them by ONNX's.
 *   Conv2D(x [n, h, w, i], filter [a, b, i, o], bias? [o]) → [n, p, q, o]
 *   Conv2DBackpropInput(dy [n, p, q, o], filter [a, b, i, o], bias? [i]) → [n, h, w, i], also the transposed convolution
 *   Conv2DBackpropFilter(x [n, h, w, i], dy [n, p, q, o]) → [a, b, i, o]
 */

const attributes = ({ strides, dilations, pads }: Spacing) => ({ strides, dilations, pads });

export const conv2d = (x: Value, filter: Value, output: Pair, spacing: Spacing, bias?: Value): Value =>
  node(
    'Conv2D',
    [x, filter, bias],
    { dtype: 'float32', shape: [x.shape[0] as number, ...output, filter.shape[3] as number] },
    attributes(spacing),
  );

export const conv2dInput = (dy: Value, filter: Value, input: Pair, spacing: Spacing, bias?: Value): Value =>
  node(
    'Conv2DBackpropInput',
    [dy, filter, bias],
    { dtype: 'float32', shape: [dy.shape[0] as number, ...input, filter.shape[2] as number] },
    attributes(spacing),
  );

export const conv2dFilter = (x: Value, dy: Value, kernel: Pair, spacing: Spacing): Value =>
  node(
    'Conv2DBackpropFilter',
    [x, dy],
    { dtype: 'float32', shape: [...kernel, x.shape[3] as number, dy.shape[3] as number] },
    attributes(spacing),
  );

export const spacingOf = ({ attributes: { strides, dilations, pads } }: Node): Spacing => ({
  strides: strides as Pair,
  dilations: dilations as Pair,
  pads: pads as Pair,
});

/** Rows and columns of one of the three. */
export function axesOf(made: Node): readonly [Axis, Axis] {
  const [a, b] = made.inputs as readonly [Value, Value];
  const result = made.outputs[0] as Value;
  const [x, y, filter] =
    made.op === 'Conv2D' ? [a, result, b] : made.op === 'Conv2DBackpropInput' ? [result, a, b] : [a, b, result];
  const { strides, dilations, pads } = spacingOf(made);
  const axis = (i: 0 | 1): Axis => ({
    input: x.shape[1 + i] as number,
    output: y.shape[1 + i] as number,
    kernel: filter.shape[i] as number,
    stride: strides[i],
    dilation: dilations[i],
    pad: pads[i],
  });
  return [axis(0), axis(1)];
}
