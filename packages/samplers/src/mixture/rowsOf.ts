/** [rows · size] → [rows][size] */
export function rowsOf(values: Float64Array, size: number): number[][] {
  return Array.from({ length: values.length / size }, (_, row) => [...values.subarray(row * size, (row + 1) * size)]);
}
