/** [rows · size] → rows of `size` numbers each. */
export const rowsOf = (values: ArrayLike<number>, size: number): number[][] =>
  Array.from({ length: values.length / size }, (_, row) =>
    Array.from({ length: size }, (_, j) => values[row * size + j] as number),
  );
