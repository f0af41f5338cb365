/**
 * Numbers outside of any backend, row-major: what came out of one, a data set's table, arrays of yours.
 *
 * `HostArray` alone is what an engine gives and a file of weights holds. What reads rows of any kind takes `HostArray<ArrayLike<number>>`; what feeds
 * an engine takes `HostArray<TableValues>`, and `table` makes one from any typed array.
 */
export interface HostArray<Values extends ArrayLike<number> = Float32Array | Int32Array> {
  readonly values: Values;
  /** [rows, …shape of one row] where it has rows. */
  readonly shape: readonly number[];
  /** What a stored number is multiplied by on use; 1 where it is left out. */
  readonly scale?: number;
}

/** What engines read as it lies. */
export type TableValues = Uint8Array | Int32Array | Float32Array;
