import type { Input, TableValues } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';

type Inputs = Readonly<Record<string, Input>>;

/**
 * Each rows input as a table of these rows and no other. ONNX Runtime on the web copies an input into its own memory at each run: a
 * batch, then, instead of the data set. The elements stay as they are stored.
 */
export function rowsAlone(inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, alone(input)]));
}

function alone(input: Input): Input {
  if (typeof input === 'number' || !('table' in input)) return input;
  const { table, rows } = input;
  const size = rowSize(table);
  const values = emptyLike(table.values, rows.length * size);
  rows.forEach((row, i) => {
    values.set(table.values.subarray(row * size, (row + 1) * size), i * size);
  });
  return {
    table: { ...table, values, shape: [rows.length, ...table.shape.slice(1)] },
    rows: Int32Array.from(rows, (_, i) => i),
  };
}

function emptyLike(values: TableValues, length: number): TableValues {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  return values instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
}
