import { constant, sizeOf, type Value } from '../graph/graph.ts';
import { concat, gather, reshape, scalar, transpose } from '../graph/ops.ts';
import { splat } from '../passes/constants.ts';
import type { Costs } from './costs.ts';
import { gatherNs } from './gatherNs.ts';

/** A gather of whole rows that may read a zero: −1 in `rows` does. x [n, r, c…], rows of 0 … r − 1 → [n, rows, c…] */
export function gatherRows(x: Value, rows: readonly number[]): Value {
  const [batch, count, ...width] = x.shape as readonly [number, number, ...number[]];
  if (rows.length === count && rows.every((row, i) => row === i)) return x;
  const zero = rows.includes(-1);
  const source = zero ? concat([x, splat(scalar(0), [batch, 1, ...width])], 1) : x;
  const indices = Int32Array.from(rows, (row) => (row < 0 ? count : row));
  return gather(source, constant('int32', [rows.length], indices), 1);
}

/** The same with the images innermost, so that a run is one number of each image: for images of few channels. */
export function gatherTurned(x: Value, rows: readonly number[]): Value {
  const [batch, count, width] = x.shape as readonly [number, number, number];
  const across = transpose(reshape(x, [batch, count * width]), [1, 0]);
  const numbers = rows.flatMap((row) => Array.from({ length: width }, (_, i) => (row < 0 ? -1 : row * width + i)));
  const gathered = gatherRows(reshape(across, [1, count * width, batch]), numbers);
  return reshape(transpose(reshape(gathered, [numbers.length, batch]), [1, 0]), [batch, rows.length, width]);
}

/**
 * The windows of images as rows of a matrix: x [n, h, w, c] → [n · row blocks · column blocks, row window · column window · c].
 * A column window that is the whole width is copied as one run.
 */
export function patches(
  x: Value,
  rows: readonly (readonly number[])[],
  columns: readonly (readonly number[])[],
  costs: Costs,
): Value {
  const [n, h, w, c] = x.shape as readonly [number, number, number, number];
  const run = columns.length === 1 && columns[0]?.length === w && columns[0].every((column, i) => column === i);
  const places = rows.flatMap((rowWindow) =>
    run
      ? rowWindow
      : columns.flatMap((window) =>
          rowWindow.flatMap((row) => window.map((column) => (row < 0 || column < 0 ? -1 : row * w + column))),
        ),
  );
  const units = run ? reshape(x, [n, h, w * c]) : reshape(x, [n, h * w, c]);
  const width = units.shape[2] as number;
  const { plain, turned } = gatherNs({ numbers: n * places.length * width, width, batch: n }, costs);
  const gathered = (turned < plain ? gatherTurned : gatherRows)(units, places);
  const blocks = n * rows.length * columns.length;
  return reshape(gathered, [blocks, sizeOf(gathered.shape) / blocks]);
}
