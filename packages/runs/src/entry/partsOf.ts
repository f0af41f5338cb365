import type { Stored, Table } from '@latentkit/core';
import { isSource } from '@latentkit/core/internal';

/** Numbers that are read at once. */
const partNumbers = 2 ** 24;

/** All rows in their order, in parts that fit into memory, each with the number of its first row; the next is read while one is worked on. */
export async function* partsOf(stored: Stored): AsyncGenerator<{ readonly from: number; readonly table: Table }> {
  if (!isSource(stored)) {
    yield { from: 0, table: stored };
    return;
  }
  const [rows, ...row] = stored.shape as [number, ...number[]];
  const length = Math.max(1, Math.floor(partNumbers / row.reduce((size, next) => size * next, 1)));
  const read = (from: number) => {
    const part = stored.read(Int32Array.from({ length: Math.min(length, rows - from) }, (_, i) => from + i));
    // A failure is told when the part is asked for.
    part.catch(() => {});
    return part;
  };
  let next = read(0);
  for (let from = 0; from < rows; from += length) {
    const table = await next;
    if (from + length < rows) next = read(from + length);
    yield { from, table };
  }
}
