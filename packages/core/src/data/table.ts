import { expected } from '@latentkit/errors';

/** Rows of equal shape, outside of any backend. Bytes stay bytes until a step uses them. */
export interface Table {
  /** All rows one after the other. */
  readonly values: Uint8Array | Int32Array | Float32Array;
  /** [rows, …shape of one row] */
  readonly shape: readonly number[];
  /** What a stored number is multiplied by on use: 1/255 makes pixels in [0, 1] from bytes. */
  readonly scale: number;
}

/** Some rows of a table, in this order. */
export interface Rows {
  readonly table: Table;
  readonly rows: Int32Array;
}

/** Numbers of one row. */
export function rowSize(table: Table): number {
  return table.shape.slice(1).reduce((product, size) => product * size, 1);
}

/** Make a table; its values must fill its shape. */
export function table(values: Table['values'], shape: readonly number[], scale = 1): Table {
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.length === 0 || values.length !== size) {
    throw expected({
      where: 'table',
      expected: `${size} values for shape [${shape}]`,
      received: `${values.length}`,
      todo: 'Give the shape as [rows, …row] of the values.',
      code: 'SHAPE',
    });
  }
  return { values, shape, scale };
}

/** The rows as float32, scaled: [rows.length, …shape of one row] in row-major order. */
export function gather({ table, rows }: Rows): Float32Array {
  const size = rowSize(table);
  const gathered = new Float32Array(rows.length * size);
  const { values, scale } = table;
  rows.forEach((row, position) => {
    const from = row * size;
    const to = position * size;
    for (let i = 0; i < size; i++) gathered[to + i] = (values[from + i] as number) * scale;
  });
  return gathered;
}
