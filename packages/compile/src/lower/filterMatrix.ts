import type { Value } from '../graph/graph.ts';
import { reduce, reshape } from '../graph/ops.ts';
import type { Blocks } from './blocks.ts';
import { gatherRows } from './patches.ts';

const places = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));

/** Rows of the filter seen as [a·b·i, o]; −1 is a row of zeros. */
function rowOf(filter: Value, row: number, column: number, channel: number): number {
  const [, b, i] = filter.shape as readonly [number, number, number];
  return row < 0 || column < 0 ? -1 : (row * b + column) * i + channel;
}

function pick(filter: Value, rows: readonly number[], shape: readonly number[]): Value {
  const [a, b, i, o] = filter.shape as readonly [number, number, number, number];
  return reshape(gatherRows(reshape(filter, [1, a * b * i, o]), rows), shape);
}

/** The matrix from windows to blocks: filter [a, b, i, o] → [window · i, block · o]. */
export function forwardMatrix(filter: Value, rows: Blocks, columns: Blocks): Value {
  const [, , i, o] = filter.shape as readonly [number, number, number, number];
  const index = forwardIndex(filter, rows, columns);
  const window = (rows.windows[0]?.length ?? 0) * (columns.windows[0]?.length ?? 0);
  return pick(filter, index, [window * i, rows.taps.length * columns.taps.length * o]);
}

/** For (window row, window column, channel, block row, block column): the row of the filter. */
function forwardIndex(filter: Value, rows: Blocks, columns: Blocks): number[] {
  const channels = filter.shape[2] as number;
  return places(rows.windows[0]?.length ?? 0, (v) =>
    places(columns.windows[0]?.length ?? 0, (u) =>
      places(channels, (channel) =>
        rows.taps.flatMap((row) =>
          columns.taps.map((column) => rowOf(filter, row[v] as number, column[u] as number, channel)),
        ),
      ),
    ),
  ).flat(3);
}

/** The matrix from blocks of inputs to windows of outputs, to be used transposed: filter [a, b, i, o] → [block · i, window · o]. */
export function backwardMatrix(filter: Value, rows: Blocks, columns: Blocks): Value {
  const [, , i, o] = filter.shape as readonly [number, number, number, number];
  const index = rows.taps.flatMap((row) =>
    columns.taps.flatMap((column) =>
      places(i, (channel) => row.flatMap((a) => column.map((b) => rowOf(filter, a, b, channel)))).flat(),
    ),
  );
  const window = (rows.taps[0]?.length ?? 0) * (columns.taps[0]?.length ?? 0);
  return pick(filter, index, [rows.taps.length * columns.taps.length * i, window * o]);
}

/** The gradient of the filter from that of its matrix: each element is the sum of the places that it was spread to. */
export function gatherGradient(matrix: Value, like: Value, rows: Blocks, columns: Blocks): Value {
  const [a, b, i, o] = like.shape as readonly [number, number, number, number];
  const index = forwardIndex(like, rows, columns);
  const uses = places<number[]>(a * b * i, () => []);
  index.forEach((row, place) => {
    if (row >= 0) uses[row]?.push(place);
  });
  const flat = reshape(matrix, [1, index.length, o]);
  if (uses.every((list, row) => list.length === 1 && list[0] === row)) return reshape(flat, like.shape);
  const most = Math.max(...uses.map((list) => list.length));
  const padded = uses.flatMap((list) => [...list, ...places(most - list.length, () => -1)]);
  return reshape(reduce('ReduceSum', reshape(gatherRows(flat, padded), [a * b * i, most, o]), [1]), like.shape);
}
