/** A column of some rows, and what it is in a Parquet file: INT32, FLOAT, DOUBLE, BOOLEAN or a string. */
export type BulkColumn = { readonly name: string } & (
  | { readonly type: 'integer' | 'float' | 'double'; readonly values: ArrayLike<number> }
  | { readonly type: 'text'; readonly values: readonly string[] }
);

/** What comes of some rows: columns for a table, and numbers alone for an array. */
export interface BulkBlock {
  readonly rows: number;
  readonly columns: readonly BulkColumn[];
  /** [rows, …shape of one row] */
  readonly array: { readonly values: Float32Array; readonly row: readonly number[] };
}

/** Some rows of a block. @param chosen their positions in it */
export function pickedBlock({ rows, columns, array }: BulkBlock, chosen: readonly number[]): BulkBlock {
  if (chosen.length === rows) return { rows, columns, array };
  const size = array.row.reduce((product, length) => product * length, 1);
  const values = new Float32Array(chosen.length * size);
  for (const [to, from] of chosen.entries())
    values.set(array.values.subarray(from * size, (from + 1) * size), to * size);
  return {
    rows: chosen.length,
    columns: columns.map((column) =>
      column.type === 'text'
        ? { ...column, values: chosen.map((row) => column.values[row] as string) }
        : { ...column, values: chosen.map((row) => column.values[row] as number) },
    ),
    array: { values, row: array.row },
  };
}
