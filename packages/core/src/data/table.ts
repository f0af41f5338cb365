import { counted, expected } from '@latentkit/errors';
import type { HostArray, TableValues } from './hostArray.ts';

/** Rows of equal shape, as `table` makes them and data sets hold them: [rows, …shape of one row]. Bytes stay bytes until a step uses them. */
export interface Table extends HostArray<TableValues> {
  /** 1/255 makes pixels in [0, 1] from bytes. */
  readonly scale: number;
}

/** Some rows of a table, in this order. */
export interface Rows {
  readonly table: HostArray<TableValues>;
  readonly rows: Int32Array;
}

/** Numbers of one row. */
export function rowSize({ shape }: Pick<HostArray, 'shape'>): number {
  return shape.slice(1).reduce((product, size) => product * size, 1);
}

/** Numbers that `table` takes. */
export type TypedArray =
  | TableValues
  | Uint8ClampedArray
  | Int8Array
  | Int16Array
  | Uint16Array
  | Uint32Array
  | Float64Array;

/**
 * Make a table of any typed array of numbers; its values must fill its shape.
 *
 * @param values bytes, int32 and float32 are taken as they lie, the other integers become int32; float64, and integers that int32 cannot hold,
 *   are rounded to float32, in which steps compute
 * @throws `SHAPE` where they do not fill it, `DATA` for any other array (bigint, a plain array)
 * @example
 * table(Float64Array.of(1, 2, 3, 4), [2, 2]).values; // Float32Array [1, 2, 3, 4]
 */
export function table(values: TypedArray, shape: readonly number[], scale = 1): Table {
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.length === 0 || values.length !== size) {
    throw expected({
      where: 'table',
      expected: `${counted(size, 'value')} for shape [${shape}]`,
      received: `${values.length}`,
      todo: 'Give the shape as [rows, …row] of the values.',
      code: 'SHAPE',
    });
  }
  return { values: storedValues(values), shape, scale };
}

const kindOf = (values: unknown) => Object.prototype.toString.call(values).slice('[object '.length, -1);

const isStored = (values: unknown): values is TableValues =>
  values instanceof Uint8Array || values instanceof Int32Array || values instanceof Float32Array;

function storedValues(values: TypedArray): TableValues {
  if (isStored(values)) return values;
  const { buffer, byteOffset, length } = values;
  switch (kindOf(values)) {
    // Of another realm, as test runners have them.
    case 'Uint8Array':
    case 'Uint8ClampedArray':
      return new Uint8Array(buffer, byteOffset, length);
    case 'Int32Array':
      return new Int32Array(buffer, byteOffset, length);
    case 'Float32Array':
      return new Float32Array(buffer, byteOffset, length);
    case 'Int8Array':
    case 'Int16Array':
    case 'Uint16Array':
      return Int32Array.from(values);
    case 'Uint32Array':
      return values.every((value) => value <= 0x7fff_ffff) ? Int32Array.from(values) : Float32Array.from(values);
    case 'Float16Array':
    case 'Float64Array':
      return Float32Array.from(values);
    default:
      throw notStored('table', values);
  }
}

/** Refuse values that an engine would take for others. @throws `DATA` */
export function checkStored(where: string, { values }: HostArray<TableValues>): void {
  if (!isStored(values)) throw notStored(where, values);
}

function notStored(where: string, values: unknown) {
  return expected({
    where,
    expected: 'values in a typed array of numbers',
    received: kindOf(values),
    todo: 'Pass a Float32Array, or what table(values, shape) makes of another array.',
    code: 'DATA',
  });
}

/** The rows as float32, scaled: [rows.length, …shape of one row] in row-major order. */
export function gather({ table, rows }: Rows): Float32Array {
  const size = rowSize(table);
  const gathered = new Float32Array(rows.length * size);
  const { values, scale = 1 } = table;
  rows.forEach((row, position) => {
    const from = row * size;
    const to = position * size;
    for (let i = 0; i < size; i++) gathered[to + i] = (values[from + i] as number) * scale;
  });
  return gathered;
}
