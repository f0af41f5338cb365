import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';

/** Numbers in lists of any depth; the innermost may be a typed array. */
export type Nested = ArrayLike<number> | readonly Nested[];

/** No tfjs tensor has more dimensions. */
const maxRank = 6;

/**
 * Nested lists as values in row-major order and their shape. Lists of bytes stay bytes, lists of int32 stay int32, all else becomes float32.
 *
 * @param where what errors call the outermost list
 * @throws `SHAPE` for a ragged or empty list, `NOT_FINITE` for what is not a finite float32, each with its place, e.g. `y[3][0]`
 */
export function flatten(nested: Nested, where: string): Pick<Table, 'values' | 'shape'> {
  const shape: number[] = [];
  let first: unknown = nested;
  for (; isList(first); first = first[0]) {
    if (first.length === 0 || shape.length === maxRank) {
      const wanted = first.length === 0 ? 'at least one item' : `at most ${maxRank} dimensions`;
      throw broken(
        where,
        shape.map(() => 0),
        wanted,
        first.length === 0 ? 'an empty list' : 'more',
        'SHAPE',
      );
    }
    shape.push(first.length);
    if (ArrayBuffer.isView(first)) break;
  }
  if (shape.length === 0) throw broken(where, [], 'a list of numbers', describe(nested), 'SHAPE');
  const leaf = kind(first);
  const size = shape.reduce((product, length) => product * length, 1);
  const values =
    leaf === 'bytes' ? new Uint8Array(size) : leaf === 'int32' ? new Int32Array(size) : new Float32Array(size);
  const place: number[] = [];
  let at = 0;
  const fill = (list: unknown, depth: number): void => {
    if (!isList(list) || list.length !== shape[depth]) {
      const items = isList(list) ? `${list.length}` : describe(list);
      throw broken(where, place.slice(0, depth), `${shape[depth]} items, as in the first such list`, items, 'SHAPE');
    }
    if (depth + 1 < shape.length) {
      for (let i = 0; i < list.length; i++) {
        place[depth] = i;
        fill(list[i], depth + 1);
      }
      return;
    }
    if (kind(list) !== leaf) {
      throw broken(where, place.slice(0, depth), `${leaf}, as in the first such list`, kind(list), 'SHAPE');
    }
    for (let i = 0; i < list.length; i++) {
      const value = list[i];
      if (typeof value !== 'number' || !Number.isFinite(Math.fround(value))) {
        throw broken(where, [...place.slice(0, depth), i], 'a finite number', describe(value), 'NOT_FINITE');
      }
      values[at++] = value;
    }
  };
  fill(nested, 0);
  return { values, shape };
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function kind(list: unknown): 'bytes' | 'int32' | 'numbers' {
  if (list instanceof Uint8Array || list instanceof Uint8ClampedArray) return 'bytes';
  return list instanceof Int32Array ? 'int32' : 'numbers';
}

const describe = (value: unknown) =>
  typeof value === 'number' ? String(value) : isList(value) ? 'a list' : typeof value;

function broken(
  where: string,
  place: readonly number[],
  wanted: string,
  received: string,
  code: 'SHAPE' | 'NOT_FINITE',
) {
  return expected({
    where: `${where}${place.map((index) => `[${index}]`).join('')}`,
    expected: wanted,
    received,
    todo: code === 'SHAPE' ? 'Give every row the same shape.' : 'Remove or replace what is missing.',
    code,
  });
}
