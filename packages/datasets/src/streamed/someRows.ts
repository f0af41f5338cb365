import type { RowSource } from '@latentkit/core';
import { expected } from '@latentkit/errors';

/**
 * Some rows of a source as a source of their own, e.g. all but those held out.
 *
 * @param rows positions in `source`, counted from 0: row i of the result is row `rows[i]` there
 * @returns shape [rows.length, …row]
 * @throws `OPTION` for a row that is not there
 * @example
 * const few = someRows(source, Int32Array.of(4, 2));
 * few.shape[0]; // 2
 */
export function someRows(source: RowSource, rows: Int32Array): RowSource {
  const count = source.shape[0] as number;
  const broken = rows.findIndex((row) => row < 0 || row >= count);
  if (broken !== -1) {
    throw expected({
      where: `someRows, rows[${broken}]`,
      expected: `a whole number from 0 to ${count - 1}`,
      received: String(rows[broken]),
      todo: 'Count rows from 0.',
      code: 'OPTION',
    });
  }
  return {
    shape: [rows.length, ...source.shape.slice(1)],
    scale: source.scale,
    read: (wanted) => source.read(wanted.map((row) => rows[row] as number)),
  };
}
