/** Where a token stands: its row and column of the grid, planes of a cell being columns of their own. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What the picture of a token needs to know of its grid. */
export interface Grid {
  readonly grid: readonly [rows: number, columns: number];
  readonly planes: number;
}

export const placeOf = (token: number, { grid }: Grid): Place => ({
  row: Math.floor(token / grid[1]),
  column: token % grid[1],
});

/**
 * The part of an image around the cell of a token, one cell wider on each side as far as the image goes.
 *
 * @param image [height, width, channels]
 * @returns the part, with its shape
 */
export function around(
  image: Float32Array,
  shape: readonly number[],
  token: number,
  layout: Grid,
): { readonly values: Float32Array; readonly shape: readonly [number, number, number] } {
  const [height = 1, width = 1, channels = 1] = shape;
  const [rows, columns] = [layout.grid[0], layout.grid[1] / layout.planes];
  const { row, column } = placeOf(token, layout);
  const cell = Math.floor(column / layout.planes);
  const span = (at: number, of: number, length: number) =>
    [Math.floor((Math.max(0, at - 1) * length) / of), Math.ceil((Math.min(of, at + 2) * length) / of)] as const;
  const [top, bottom] = span(row, rows, height);
  const [left, right] = span(cell, columns, width);
  const size = (right - left) * channels;
  const values = new Float32Array((bottom - top) * size);
  for (let y = top; y < bottom; y++) {
    const from = (y * width + left) * channels;
    values.set(image.subarray(from, from + size), (y - top) * size);
  }
  return { values, shape: [bottom - top, right - left, channels] };
}
