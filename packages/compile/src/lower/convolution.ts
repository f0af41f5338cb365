import { type Axis, axesOf } from '../graph/convolution.ts';
import { constant, type Node, sizeOf, type Value } from '../graph/graph.ts';
import { concat, gather, gemm, reshape, slice } from '../graph/ops.ts';
import { backwardBlocks, forwardBlocks } from './blocks.ts';
import { type Cuts, chooseCuts } from './choose.ts';
import { backwardMatrix, forwardMatrix, gatherGradient } from './filterMatrix.ts';
import { patches } from './patches.ts';

/** A convolution and its two gradients as products of matrices over gathered windows. */
export function lowerConvolution(node: Node): Value | undefined {
  if (node.op === 'Conv2D') return forward(node);
  if (node.op === 'Conv2DBackpropInput') return backward(node);
  return node.op === 'Conv2DBackpropFilter' ? filterGradient(node) : undefined;
}

const range = (length: number) => Array.from({ length }, (_, i) => i);

/** The same for a convolution and the gradient of its filter, so that they share the windows. */
function forwardCuts([rows, columns]: readonly [Axis, Axis], batch: number, from: number, to: number): Cuts {
  return chooseCuts('forward', [rows, columns], { batch, from, to });
}

/** The bias of each channel, once for each place of a block. */
function repeated(bias: Value | undefined, times: number): Value | undefined {
  const channels = bias && sizeOf(bias.shape);
  if (!bias || channels === undefined || times === 1) return bias && reshape(bias, [sizeOf(bias.shape)]);
  const index = Int32Array.from({ length: times * channels }, (_, i) => i % channels);
  return gather(reshape(bias, [channels]), constant('int32', [index.length], index));
}

/** Y = P·T: windows [n · blocks, window · i] times the filter's matrix. */
function forward(node: Node): Value {
  const [x, filter, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const result = node.outputs[0] as Value;
  const axes = axesOf(node);
  const [, , i, o] = filter.shape as readonly [number, number, number, number];
  const [rowCut, columnCut] = forwardCuts(axes, x.shape[0] as number, i, o);
  const rows = forwardBlocks(axes[0], rowCut);
  const columns = forwardBlocks(axes[1], columnCut);
  const product = gemm(patches(x, rows.windows, columns.windows), forwardMatrix(filter, rows, columns), {
    bias: repeated(bias, rows.taps.length * columns.taps.length),
  });
  return reshape(product, result.shape);
}

/** dT = Pᵀ·dY, gathered back into the filter. */
function filterGradient(node: Node): Value {
  const [x, dy] = node.inputs as readonly [Value, Value];
  const result = node.outputs[0] as Value;
  const axes = axesOf(node);
  const [, , i, o] = result.shape as readonly [number, number, number, number];
  const [rowCut, columnCut] = forwardCuts(axes, x.shape[0] as number, i, o);
  const rows = forwardBlocks(axes[0], rowCut);
  const columns = forwardBlocks(axes[1], columnCut);
  const windows = patches(x, rows.windows, columns.windows);
  const blocks = windows.shape[0] as number;
  const matrix = gemm(windows, reshape(dy, [blocks, sizeOf(dy.shape) / blocks]), { transA: true });
  return gatherGradient(matrix, result, rows, columns);
}

/**
 * X = windows of dY times the transposed matrix. With a stride, each block of inputs is computed at once; the rows of a block one
 * after the other, because each needs other rows of dY and then lies in one piece.
 */
function backward(node: Node): Value {
  const [dy, filter, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const result = node.outputs[0] as Value;
  const axes = axesOf(node);
  const [n, h, , i] = result.shape as readonly [number, number, number, number];
  const batch = { batch: n, from: filter.shape[3] as number, to: i };
  const [rowCut, columnCut] = chooseCuts('backward', axes, batch);
  const columns = backwardBlocks(axes[1], columnCut);
  const blockColumns = columns.windows.length * columns.taps.length;
  const compute = (phases: readonly number[]) => {
    const rows = backwardBlocks(axes[0], rowCut, phases);
    const matrix = backwardMatrix(filter, rows, columns);
    const windows = patches(dy, rows.windows, columns.windows);
    const row = repeated(bias, rows.taps.length * columns.taps.length);
    return { rows, product: gemm(windows, matrix, { transB: true, bias: row }) };
  };
  if (rowCut === 'whole') return cropped(compute([]).product, [n, h, 1, blockColumns, i], result);
  const phases = range(axes[0].stride).map((phase) => compute([phase]));
  const blockRows = phases[0]?.rows.windows.length as number;
  const parts = phases.map(({ product }) => reshape(product, [n, blockRows, 1, blockColumns, i]));
  const joined = parts.length === 1 ? (parts[0] as Value) : concat(parts, 2);
  return cropped(joined, [n, blockRows, parts.length, blockColumns, i], result);
}

/** [n, row blocks, rows of a block, columns, i] → [n, h, w, i], where the last blocks may reach over the edge. */
function cropped(x: Value, [n, blocks, rows, columns, i]: readonly number[], result: Value): Value {
  const whole = reshape(x, [n as number, (blocks as number) * (rows as number), columns as number, i as number]);
  return slice(whole, [0, 0, 0, 0], result.shape);
}
