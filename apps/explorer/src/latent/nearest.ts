/**
 * The point nearest to (x, y).
 *
 * @param points [n, 2]
 * @param scale of each axis, e.g. pixels per unit
 * @param among the first of the points that count
 * @returns its index and the distance in the units of the scale; −1 and ∞ for no points
 */
export function nearest(
  points: Float32Array,
  x: number,
  y: number,
  scale: readonly [number, number] = [1, 1],
  among = points.length / 2,
): { readonly index: number; readonly distance: number } {
  let index = -1;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < among; i++) {
    const dx = ((points[2 * i] as number) - x) * scale[0];
    const dy = ((points[2 * i + 1] as number) - y) * scale[1];
    const square = dx * dx + dy * dy;
    if (square < best) {
      best = square;
      index = i;
    }
  }
  return { index, distance: Math.sqrt(best) };
}

/** The row of `rows` [n, size] nearest to `row` [size], among the first `among`. */
export function nearestRow(rows: Float32Array, row: ArrayLike<number>, among: number): number {
  const size = row.length;
  let index = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < among; i++) {
    let square = 0;
    for (let k = 0; k < size && square < best; k++)
      square += ((rows[i * size + k] as number) - (row[k] as number)) ** 2;
    if (square < best) {
      best = square;
      index = i;
    }
  }
  return index;
}

/** The rows of `rows` [n, size] nearest to `row` [size] among the first `among`, the nearest first. */
export function nearestRows(
  rows: Float32Array,
  row: ArrayLike<number>,
  { among, count }: { readonly among: number; readonly count: number },
): number[] {
  const size = row.length;
  const squares = Float64Array.from({ length: Math.min(among, rows.length / size) }, (_, i) => {
    let square = 0;
    for (let k = 0; k < size; k++) square += ((rows[i * size + k] as number) - (row[k] as number)) ** 2;
    return square;
  });
  return [...squares.keys()].sort((a, b) => (squares[a] as number) - (squares[b] as number)).slice(0, count);
}
