import { type Axis, axesOf } from '../graph/convolution.ts';
import { type Node, sizeOf, type Value } from '../graph/graph.ts';
import { gemm, reshape, transpose } from '../graph/ops.ts';
import { range } from './blocks.ts';
import { type Channels, forwardProduct, gatheredNs, type Product, productNs, productsOf } from './choose.ts';
import type { Costs } from './costs.ts';
import { gatherGradient } from './filterMatrix.ts';
import { gatherRows, patches } from './patches.ts';
import { isOfPixels } from './toImage.ts';

/** The gradient of a filter from windows of x, which the convolution itself has, or from windows of dy where these take less time. */
export function filterGradient(node: Node, costs: Costs): Value {
  const [x, dy] = node.inputs as readonly [Value, Value];
  const result = node.outputs[0] as Value;
  const axes = axesOf(node);
  const [, , i, o] = result.shape as readonly [number, number, number, number];
  const channels = { batch: x.shape[0] as number, from: i, to: o };
  const product = forwardProduct(axes, channels, costs);
  const gathered = isOfPixels('forward', axes, channels, costs) ? gatheredNs(product, channels, costs) : 0;
  const other = fromResults(axes, { ...channels, from: o, to: i }, costs);
  if (other && other.ns < productNs(product, channels, costs) + gathered)
    return resultsGradient(x, dy, result, other.product, costs);
  const [rows, columns] = product;
  return gatherGradient(matched(patches(x, rows.windows, columns.windows, costs), dy), result, rows, columns);
}

/** Windows of dy around each number of x; with strides, they would be different ones for the phases of x. */
function fromResults(axes: readonly [Axis, Axis], channels: Channels, costs: Costs) {
  if (axes.some(({ stride }) => stride > 1)) return undefined;
  const product = productsOf('backward', axes, ['phase', 'unit'])[0]?.[0] as Product;
  return { product, ns: productNs(product, channels, costs) + gatheredNs(product, channels, costs) };
}

/** T[a, b, i, o] = Σ x[p, i] · dy[p + pad − (a, b), o]: each element of the kernel is one place of the windows. */
function resultsGradient(x: Value, dy: Value, result: Value, [rows, columns]: Product, costs: Costs): Value {
  const [a, b, i, o] = result.shape as readonly [number, number, number, number];
  const matrix = matched(patches(dy, rows.windows, columns.windows, costs), x);
  const [down, across] = [rows.taps[0] as readonly number[], columns.taps[0] as readonly number[]];
  const places = range(a).flatMap((row) => range(b).map((column) => down.indexOf(row) * b + across.indexOf(column)));
  const taps = gatherRows(reshape(matrix, [1, a * b, o * i]), places);
  return transpose(reshape(taps, [a, b, o, i]), [0, 1, 3, 2]);
}

/**
 * Pᵀ·Y of windows and what lies at their places. The left factor of such a product is read across its rows, in pieces of a few numbers: where the
 * windows are the larger, (Yᵀ·P)ᵀ takes a tenth less of a step.
 */
function matched(windows: Value, y: Value): Value {
  const [blocks, across] = windows.shape as readonly [number, number];
  const other = reshape(y, [blocks, sizeOf(y.shape) / blocks]);
  return across > (other.shape[1] as number)
    ? transpose(gemm(other, windows, { transA: true }), [1, 0])
    : gemm(windows, other, { transA: true });
}
