import { type Axis, axesOf } from '../graph/convolution.ts';
import { type Node, sizeOf, type Value } from '../graph/graph.ts';
import { binary, gemm, reduce, reshape, transpose } from '../graph/ops.ts';
import { type Channels, chooseCuts, lanes, type Way, windowsNs } from './choose.ts';
import type { Costs } from './costs.ts';
import { meetings, mostOf } from './meetings.ts';
import { gatherRows } from './patches.ts';

/*
 * A convolution into few channels, or the gradient of an input that has few: each operand times the whole kernel, P = X·T [n · places, taps · to], and each
 * result the sum of the products that meet there (GEMM and col2im). Windows of an image with many channels would be a large matrix for a product of
 * one column. The sums are made with the images innermost, on an axis of their own, so that shares of a batch are blocks of it.
 */

/** ns of it. */
export function toImageNs(way: Way, axes: readonly [Axis, Axis], { batch, from, to }: Channels, costs: Costs): number {
  const { places, taps, results, most } = sizes(way, axes);
  const products = batch * places * from * Math.ceil((taps * to) / lanes) * lanes;
  const numbers = batch * to * (places * taps + results * most + results);
  const runs = results * most * to;
  return products / costs.productsPerNs + numbers * costs.turnedNumberNs + runs * costs.gatherRunNs;
}

/** Whether it takes less time than windows. */
export function isOfPixels(way: Way, axes: readonly [Axis, Axis], channels: Channels, costs: Costs): boolean {
  const windows = windowsNs(way, axes, chooseCuts(way, axes, channels, costs), channels, costs);
  return toImageNs(way, axes, channels, costs) < windows;
}

export function toImage(way: Way, node: Node): Value {
  const [x, filter, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const result = node.outputs[0] as Value;
  const [n, , , to] = result.shape as readonly [number, number, number, number];
  const [a, b, i, o] = filter.shape as readonly [number, number, number, number];
  const from = x.shape[3] as number;
  const pixels = reshape(x, [sizeOf(x.shape) / from, from]);
  const product =
    way === 'forward'
      ? gemm(pixels, reshape(transpose(filter, [2, 0, 1, 3]), [i, a * b * o]))
      : gemm(pixels, reshape(filter, [a * b * i, o]), { transB: true });
  const axes = axesOf(node);
  const { taps, most } = sizes(way, axes);
  const rows = usesOf(way, axes, { width: x.shape[2] as number, taps, most });
  const numbers = sizeOf(product.shape) / n;
  const across = reshape(transpose(reshape(product, [n, numbers]), [1, 0]), [1, numbers / to, to, n]);
  const met = reshape(gatherRows(across, rows), [rows.length / most, most, to, n]);
  const summed = reduce('ReduceSum', met, [1]);
  // Here a number of the bias is added to one of each image, and to few in a row where channels lie innermost.
  const shifted = bias ? binary('Add', summed, reshape(bias, [to, 1])) : summed;
  return reshape(transpose(reshape(shifted, [sizeOf(result.shape) / n, n]), [1, 0]), result.shape);
}

const sizes = (way: Way, [rows, columns]: readonly [Axis, Axis]) => {
  const [operand, result] = way === 'forward' ? (['input', 'output'] as const) : (['output', 'input'] as const);
  return {
    places: rows[operand] * columns[operand],
    taps: rows.kernel * columns.kernel,
    results: rows[result] * columns[result],
    most: mostOf(meetings(rows, way)) * mostOf(meetings(columns, way)),
  };
};

/** For each result in turn: the rows of the products [places, taps] that it is the sum of, `most` of them; −1 is none. */
function usesOf(
  way: Way,
  [rows, columns]: readonly [Axis, Axis],
  { width, taps, most }: { readonly width: number; readonly taps: number; readonly most: number },
): number[] {
  const [down, across] = [meetings(rows, way), meetings(columns, way)];
  return down.flatMap((ofRow) =>
    across.flatMap((ofColumn) => {
      const uses = ofRow.flatMap(([row, a]) =>
        ofColumn.map(([column, b]) => (row * width + column) * taps + a * columns.kernel + b),
      );
      return Array.from({ length: most }, (_, i) => uses[i] ?? -1);
    }),
  );
}
