import { contours } from 'd3-contour';

/** A closed line: its last point is its first. */
export type Ring = (readonly [x: number, y: number])[];

/** The sides of the grid that rings are cut off at. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/**
 * The outlines of what lies at or above each level (marching squares), in fractional indices of columns and rows: [3.5, 2] is midway between
 * the columns 3 and 4 of row 2. Where the outermost values are above the level, their edge is part of the outline.
 */
export function levelRings(
  values: ArrayLike<number>,
  { columns, rows }: { columns: number; rows: number },
  levels: readonly number[],
): Ring[][] {
  // d3-contour has the value of column i at i + ½ and closes its rings half a column beyond the grid.
  const index = (at: number, count: number) => Math.min(count - 1, Math.max(0, at - 0.5));
  const found = contours()
    .size([columns, rows])
    .thresholds([...levels])(Array.from(values));
  return found.map(({ coordinates }) =>
    coordinates.flat().map((ring) => ring.map(([x = 0, y = 0]) => [index(x, columns), index(y, rows)] as const)),
  );
}

/** The parts of a ring that do not run along the grid's sides: there the grid ends, and nothing reaches the level. */
export function openLine(ring: Ring, { left, right, bottom, top }: Box): Ring[] {
  const runs: Ring[] = [];
  let joined = false;
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1], ring[i]] as [Ring[number], Ring[number]];
    const vertical = from[0] === to[0] && (to[0] === left || to[0] === right);
    const level = from[1] === to[1] && (to[1] === bottom || to[1] === top);
    if (vertical || level) {
      joined = false;
      continue;
    }
    if (joined) runs.at(-1)?.push(to);
    else runs.push([from, to]);
    joined = true;
  }
  return runs;
}
