/** The part of a plane that is drawn: both ends of each axis. */
export interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Of the codes, which lie outside of each end: a few far ones shall not make a dot of the others. */
const outside = 0.002;
const margin = 0.06;
/** Up to this ratio both axes have one scale, so that a normal prior is round. */
const alike = 3;

/**
 * What a square shows of points: nearly all of them.
 *
 * @param points [n, 2]
 */
export function extentOf(points: Float32Array): Extent {
  const x = spread(every(points, 0));
  const y = spread(every(points, 1));
  const [width, height] = [x[1] - x[0], y[1] - y[0]];
  if (Math.max(width, height) > alike * Math.min(width, height)) return { x, y };
  const side = Math.max(width, height);
  return { x: widen(x, side), y: widen(y, side) };
}

const every = (points: Float32Array, axis: number) =>
  Float32Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + axis] as number);

/** Both ends of nearly all values, with some air; never empty. */
export function spread(values: Float32Array): [number, number] {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(outside), at(1 - outside)];
  const air = margin * (high - low) || 1;
  return [low - air, high + air];
}

function widen([low, high]: readonly [number, number], side: number): [number, number] {
  const middle = (low + high) / 2;
  return [middle - side / 2, middle + side / 2];
}

/** Centres of equal cells, row by row from the top. @returns [rows · columns, 2] */
export function cells({ x, y }: Extent, columns: number, rows: number): Float32Array {
  return Float32Array.from({ length: 2 * columns * rows }, (_, index) => {
    const cell = Math.floor(index / 2);
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    return index % 2 === 0
      ? x[0] + ((column + 0.5) / columns) * (x[1] - x[0])
      : y[1] - ((row + 0.5) / rows) * (y[1] - y[0]);
  });
}
