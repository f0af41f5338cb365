import { axesOf } from '../graph/convolution.ts';
import { constant, type Node, sizeOf, type Value } from '../graph/graph.ts';
import { concat, gather, gemm, reshape, slice } from '../graph/ops.ts';
import { chooseCuts, forwardProduct, productsOf, type Way } from './choose.ts';
import type { Costs } from './costs.ts';
import { filterGradient } from './filterGradient.ts';
import { backwardMatrix, forwardMatrix } from './filterMatrix.ts';
import { patches } from './patches.ts';
import { isOfPixels, toImage } from './toImage.ts';

/** A convolution and its two gradients as products of matrices over gathered windows, cut as is cheapest where a machine has these costs. */
export const lowerConvolution =
  (costs: Costs) =>
  (node: Node): Value | undefined => {
    if (node.op === 'Conv2D') return cheaper('forward', node, costs) ?? forward(node, costs);
    if (node.op === 'Conv2DBackpropInput') return cheaper('backward', node, costs) ?? backward(node, costs);
    return node.op === 'Conv2DBackpropFilter' ? filterGradient(node, costs) : undefined;
  };

/** As sums of products of single pixels, where that is cheaper. */
function cheaper(way: Way, node: Node, costs: Costs): Value | undefined {
  const [x] = node.inputs as readonly [Value];
  const [batch, , , to] = (node.outputs[0] as Value).shape as readonly [number, number, number, number];
  const channels = { batch, from: x.shape[3] as number, to };
  return isOfPixels(way, axesOf(node), channels, costs) ? toImage(way, node) : undefined;
}

/** The bias of each channel, once for each place of a block. */
function repeated(bias: Value | undefined, times: number): Value | undefined {
  const channels = bias && sizeOf(bias.shape);
  if (!bias || channels === undefined || times === 1) return bias && reshape(bias, [sizeOf(bias.shape)]);
  const index = Int32Array.from({ length: times * channels }, (_, i) => i % channels);
  return gather(reshape(bias, [channels]), constant('int32', [index.length], index));
}

/** Y = P·T: windows [n · blocks, window · i] times the filter's matrix. */
function forward(node: Node, costs: Costs): Value {
  const [x, filter, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const result = node.outputs[0] as Value;
  const axes = axesOf(node);
  const [, , i, o] = filter.shape as readonly [number, number, number, number];
  const [rows, columns] = forwardProduct(axes, { batch: x.shape[0] as number, from: i, to: o }, costs);
  const product = gemm(patches(x, rows.windows, columns.windows, costs), forwardMatrix(filter, rows, columns), {
    bias: repeated(bias, rows.taps.length * columns.taps.length),
  });
  return reshape(product, result.shape);
}

/**
 * X = windows of dY times the transposed matrix. With a stride, the places of a block of inputs are phases, each of which sees outputs of its own:
 * the rows of a block one after the other, its columns too or, where that is cheaper, together with zeros in the matrix.
 */
function backward(node: Node, costs: Costs): Value {
  const [dy, filter, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const result = node.outputs[0] as Value;
  const axes = axesOf(node);
  const [n, , , i] = result.shape as readonly [number, number, number, number];
  const cuts = chooseCuts('backward', axes, { batch: n, from: filter.shape[3] as number, to: i }, costs);
  const parts = productsOf('backward', axes, cuts).map((products) => {
    const made = products.map(([rows, columns]) => {
      const row = repeated(bias, rows.taps.length * columns.taps.length);
      const windows = patches(dy, rows.windows, columns.windows, costs);
      const product = gemm(windows, backwardMatrix(filter, rows, columns), { transB: true, bias: row });
      return reshape(product, [
        n,
        rows.windows.length,
        rows.taps.length,
        columns.windows.length,
        columns.taps.length,
        i,
      ]);
    });
    return joined(made, 4);
  });
  return cropped(joined(parts, 2), result);
}

const joined = (parts: readonly Value[], axis: number): Value =>
  parts.length === 1 ? (parts[0] as Value) : concat(parts, axis);

/** [n, row blocks, rows of a block, column blocks, columns of a block, i] → [n, h, w, i], where the last blocks may reach over the edge. */
function cropped(x: Value, result: Value): Value {
  const [n, blockRows, rows, blockColumns, columns, i] = x.shape as readonly number[];
  const whole = reshape(x, [
    n,
    (blockRows as number) * (rows as number),
    (blockColumns as number) * (columns as number),
    i,
  ] as number[]);
  return slice(whole, [0, 0, 0, 0], result.shape);
}
