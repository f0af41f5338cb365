/** Values on a grid, the first row first. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/**
 * Where the values, taken as linear along the sides of each cell, cross a level: marching squares.
 *
 * @returns pieces of line x₀, y₀, x₁, y₁, …, in columns and rows
 */
export function isoLines({ columns, rows, values }: Grid, level: number): number[] {
  const pieces: number[] = [];
  const at = (column: number, row: number) => (values[row * columns + column] as number) - level;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const [a, b, c, d] = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
      const crossings: number[] = [];
      if (a < 0 !== b < 0) crossings.push(column + a / (a - b), row);
      if (b < 0 !== c < 0) crossings.push(column + 1, row + b / (b - c));
      if (c < 0 !== d < 0) crossings.push(column + d / (d - c), row + 1);
      if (d < 0 !== a < 0) crossings.push(column, row + a / (a - d));
      if (crossings.length === 4) pieces.push(...crossings);
      if (crossings.length === 8) pieces.push(...saddle(crossings, a + b + c + d < 0, a < 0));
    }
  }
  return pieces;
}

/** Four crossings, top, right, bottom, left: the cell's middle says which of them belong together. */
function saddle(crossings: readonly number[], middle: boolean, corner: boolean): number[] {
  const order = middle === corner ? [0, 1, 2, 3] : [3, 0, 1, 2];
  return order.flatMap((k) => crossings.slice(2 * k, 2 * k + 2));
}
