import { constant, node, nodes, type Value } from '../graph/graph.ts';
import { reshape, slice, transpose } from '../graph/ops.ts';

/*
 * Convolutions and pools as ONNX has them: NCHW, with padding before and after each axis. Depthwise ones and pools are few and memory-bound,
 * so they stay operations of ONNX Runtime between two transpositions.
 */
export const toChannelsFirst = (x: Value) => transpose(x, [0, 3, 1, 2]);
export const toChannelsLast = (x: Value) => transpose(x, [0, 2, 3, 1]);

/** A window that moves over images, rows then columns. */
export interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly before: readonly [number, number];
  readonly input: readonly [number, number];
  readonly output: readonly [number, number];
}

const both = <T>(of: (axis: 0 | 1) => T) => [of(0), of(1)] as const;
const extent = ({ size, dilations }: Window, axis: 0 | 1) => (size[axis] - 1) * dilations[axis] + 1;

/** Padding after the last row and column; negative where the window does not reach them. */
const after = (window: Window) =>
  both(
    (axis) =>
      (window.output[axis] - 1) * window.strides[axis] +
      extent(window, axis) -
      window.input[axis] -
      window.before[axis],
  );

const attributes = (window: Window) => ({
  strides: window.strides,
  dilations: window.dilations,
  pads: [...window.before, ...after(window).map((n) => Math.max(0, n))],
});

const outputShape = (x: Value, window: Window) => [x.shape[0] as number, x.shape[1] as number, ...window.output];

/** x NCHW → the largest of each window, and its place in the flattened x. */
export function maxPool(x: Value, window: Window): readonly [Value, Value] {
  const shape = outputShape(x, window);
  const results = [
    { dtype: x.dtype, shape },
    { dtype: 'int64' as const, shape },
  ];
  const made = nodes('MaxPool', [x], results, { kernel_shape: window.size, ...attributes(window) });
  return made as unknown as readonly [Value, Value];
}

/** x NCHW → the mean of the pixels in each window; padding does not count. */
export const averagePool = (x: Value, window: Window): Value =>
  node(
    'AveragePool',
    [x],
    { dtype: x.dtype, shape: outputShape(x, window) },
    { kernel_shape: window.size, count_include_pad: 0, ...attributes(window) },
  );

/** x [n, g·i, h, w], filter [o, i, a, b] → [n, o, p, q] in g groups. */
export const groupedConvolution = (x: Value, filter: Value, group: number, window: Window): Value =>
  node(
    'Conv',
    [cropped(x, window), filter],
    { dtype: 'float32', shape: [x.shape[0] as number, filter.shape[0] as number, ...window.output] },
    { group, ...attributes(window) },
  );

/** The way back: y [n, o, p, q], filter [o, i, a, b] → [n, g·i, h, w] in g groups. */
export function groupedTransposed(y: Value, filter: Value, group: number, window: Window): Value {
  const channels = group * (filter.shape[1] as number);
  const missing = after(window);
  const shape = [y.shape[0] as number, channels, ...window.input];
  // What the window does not reach becomes zeros by output padding.
  const outputPadding = missing.map((n) => Math.max(0, -n));
  return node(
    'ConvTranspose',
    [y, filter],
    { dtype: 'float32', shape },
    {
      group,
      ...attributes(window),
      output_padding: outputPadding,
    },
  );
}

/** Without the last rows and columns that no window reaches: ONNX takes no negative padding. */
function cropped(x: Value, window: Window): Value {
  const missing = after(window);
  if (missing.every((n) => n >= 0)) return x;
  const end = [x.shape[0], x.shape[1], ...both((axis) => window.input[axis] + Math.min(0, missing[axis]))];
  return slice(x, [0, 0, 0, 0], end as number[]);
}

/** Ones as the filter of each of `channels` groups. */
export const ones = (channels: number, size: readonly [number, number]): Value =>
  constant('float32', [channels, 1, ...size], new Float32Array(channels * size[0] * size[1]).fill(1));

export const flattened = (x: Value): Value => reshape(x, [x.shape.reduce((n, length) => n * length, 1)]);
