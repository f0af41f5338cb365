import { gather, type Table, table } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';

/**
 * zₖ = 2πk/n, k = 0 … n − 1: angles around the circle.
 *
 * @returns [n, 1], radians
 * @throws OPTION for an n that is not a positive whole number
 * @example
 * angles(4).shape; // [4, 1]
 */
export function angles(n: number): Table {
  checkOptions('angles', { n }, ranges.count);
  return table(
    Float32Array.from({ length: n }, (_, k) => (2 * Math.PI * k) / n),
    [n, 1],
  );
}

/** One axis of a grid. */
export interface GridAxis {
  readonly from: number;
  readonly to: number;
  /** Points, both ends among them. */
  readonly count: number;
}

/**
 * All codes of a grid, the last axis fastest.
 *
 * @returns [product of the counts, axes]
 * @throws OPTION for a count that is not a positive whole number or an end that is not finite
 * @example
 * codeGrid([{ from: -3, to: 3, count: 31 }, { from: -3, to: 3, count: 31 }]).shape; // [961, 2]
 */
export function codeGrid(axes: readonly GridAxis[]): Table {
  axes.forEach(({ from, to, count: points }, axis) => {
    checkOptions('codeGrid', { [`axes[${axis}].count`]: points }, ranges.count);
    if (Number.isFinite(from) && Number.isFinite(to)) return;
    throw expected({
      where: `codeGrid, axes[${axis}]`,
      expected: 'finite ends',
      received: `${from} to ${to}`,
      todo: 'Give the range of the codes.',
      code: 'OPTION',
    });
  });
  const rows = axes.reduce<number[][]>(
    (rows, axis) => rows.flatMap((row) => pointsOf(axis).map((z) => [...row, z])),
    [[]],
  );
  return table(Float32Array.from(rows.flat()), [rows.length, axes.length]);
}

const pointsOf = ({ from, to, count }: GridAxis) =>
  Array.from({ length: count }, (_, i) => (count === 1 ? from : from + ((to - from) * i) / (count - 1)));

/** The rows of a table as a tensor, [rows, …]. */
export function codesOf(codes: Table): tf.Tensor {
  const rows = Int32Array.from({ length: codes.shape[0] as number }, (_, i) => i);
  return tf.tensor(gather({ table: codes, rows }), [...codes.shape]);
}
