import { expected } from '@latentkit/errors';
import type { HostArray, TableValues } from './hostArray.ts';
import { rowSize } from './table.ts';

/**
 * That every number of a table, as a step sees it, is finite and in the domain of what will read it.
 *
 * @param options.where what an error calls the table
 * @param options.low @param options.high of the domain; any finite number by default
 * @param options.of whose domain it is, e.g. `binary cross-entropy`
 * @param options.todo what to do about a number outside
 * @param options.from the number of the table's first row, where it is a part of a whole
 * @throws `DATA` with the first number that is not, its row and its place in the row
 * @example
 * checkRange(table(Uint8Array.of(0, 255), [2, 1], 1 / 255), { where: 'data.y', low: 0, high: 1, of: 'binary cross-entropy' });
 */
export function checkRange(
  table: HostArray<TableValues>,
  {
    where,
    low = -Number.MAX_VALUE,
    high = Number.MAX_VALUE,
    of,
    from = 0,
    todo = 'Scale the data, or choose another cost.',
  }: { where: string; low?: number; high?: number; of?: string; from?: number; todo?: string },
): void {
  const { values, scale = 1, shape } = table;
  // Steps compute in float32: 255/255 is 1 there, whatever the last bit of the product.
  const used = (value: number) => Math.fround(value * scale);
  if (values instanceof Uint8Array && used(0) >= low && used(255) <= high) return;
  const at = values.findIndex((value) => !(used(value) >= low && used(value) <= high));
  if (at === -1) return;
  const size = rowSize(table);
  const value = used(values[at] as number);
  const domain =
    low === -Number.MAX_VALUE && high === Number.MAX_VALUE ? 'finite numbers' : `numbers in [${low}, ${high}]`;
  throw expected({
    where: `${where}, row ${from + Math.floor(at / size)}, place [${placeOf(at % size, shape.slice(1))}]`,
    expected: of === undefined ? domain : `${domain}, the domain of ${of}`,
    received: String(value),
    todo: Number.isFinite(value) ? todo : 'Clean the data.',
    code: 'DATA',
  });
}

/** Indices along each axis of the i-th number of a row. */
function placeOf(i: number, shape: readonly number[]): number[] {
  let rest = i;
  return shape.map((_, axis) => {
    const inner = shape.slice(axis + 1).reduce((size, next) => size * next, 1);
    const index = Math.floor(rest / inner);
    rest %= inner;
    return index;
  });
}
