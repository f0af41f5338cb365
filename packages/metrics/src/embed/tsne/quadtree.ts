/**
 * A quadtree of points in the plane. Cell c covers a square; its four parts are the cells children[c] … children[c] + 3, in the order of
 * (x, y) below or above the middle; a leaf has −1.
 */
export interface Quadtree {
  readonly children: Int32Array;
  /** Points in the cell. */
  readonly counts: Int32Array;
  /** Their centre: [cells, 2] */
  readonly centres: Float64Array;
  /** Side of the square, squared. */
  readonly squaredSides: Float64Array;
}

/** Deeper cells hold all their points as one: they differ by less than 2⁻⁴⁸ of the whole. */
const DEPTH = 48;

/** @param points [n, 2] */
export function quadtree(points: Float64Array): Quadtree {
  const rows = points.length / 2;
  const { middle, half } = square(points);
  let capacity = 4 * rows + 64;
  let children = new Int32Array(capacity).fill(-1);
  let counts = new Int32Array(capacity);
  let centres = new Float64Array(2 * capacity);
  let squaredSides = new Float64Array(capacity);
  let cells = 1;
  squaredSides[0] = 4 * half * half;

  const split = (cell: number) => {
    if (cells + 4 > capacity) {
      capacity *= 2;
      const grown = new Int32Array(capacity).fill(-1);
      grown.set(children);
      children = grown;
      counts = grow(counts, new Int32Array(capacity));
      centres = grow(centres, new Float64Array(2 * capacity));
      squaredSides = grow(squaredSides, new Float64Array(capacity));
    }
    children[cell] = cells;
    for (let part = 0; part < 4; part++) squaredSides[cells + part] = (squaredSides[cell] as number) / 4;
    cells += 4;
  };

  /** Put `many` points at (x, y) below the root. */
  const insert = (x: number, y: number) => {
    let [cell, midX, midY, quarter] = [0, middle[0], middle[1], half / 2];
    for (let depth = 0; ; depth++) {
      const before = counts[cell] as number;
      const [oldX, oldY] = [centres[2 * cell] as number, centres[2 * cell + 1] as number];
      counts[cell] = before + 1;
      centres[2 * cell] = oldX + (x - oldX) / (before + 1);
      centres[2 * cell + 1] = oldY + (y - oldY) / (before + 1);
      if (before === 0 || depth === DEPTH) return;
      if (children[cell] === -1) {
        if (oldX === x && oldY === y) return;
        split(cell);
        // What the leaf held moves one level down.
        const below = (children[cell] as number) + part(oldX, oldY, midX, midY);
        counts[below] = before;
        centres[2 * below] = oldX;
        centres[2 * below + 1] = oldY;
      }
      const next = part(x, y, midX, midY);
      cell = (children[cell] as number) + next;
      midX += next & 1 ? quarter : -quarter;
      midY += next & 2 ? quarter : -quarter;
      quarter /= 2;
    }
  };
  for (let i = 0; i < rows; i++) insert(points[2 * i] as number, points[2 * i + 1] as number);
  return { children, counts, centres, squaredSides };
}

const part = (x: number, y: number, midX: number, midY: number) => (x > midX ? 1 : 0) + (y > midY ? 2 : 0);

function grow<A extends Int32Array | Float64Array>(values: A, into: A): A {
  into.set(values);
  return into;
}

/** The square about all points. */
function square(points: Float64Array): { middle: [number, number]; half: number } {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  points.forEach((value, i) => {
    low[i % 2] = Math.min(low[i % 2] as number, value);
    high[i % 2] = Math.max(high[i % 2] as number, value);
  });
  const [left, bottom] = low as [number, number];
  const [right, top] = high as [number, number];
  return { middle: [(left + right) / 2, (bottom + top) / 2], half: Math.max(right - left, top - bottom) / 2 || 1 };
}
