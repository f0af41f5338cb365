import type { EnergySurface } from '@latentkit/models';

type Point = readonly [number, number];

/** Where a map moves points hardly at all although no data is near, between two parts of the data that pull equally. */
export interface BalancePoint {
  readonly at: Point;
  /** ‖y − ỹ‖ there. */
  readonly moved: number;
  /** To the nearest data. */
  readonly distance: number;
  /** The data on either side. */
  readonly sides: readonly [Point, Point];
}

/** Far from the data: this share of the plot's diagonal. Hardly moved: less than this share of the way to the data. */
const far = 0.05;
const hardly = 0.2;

/**
 * The clearest such point of a grid: a local minimum of ‖y − ỹ‖ that is far from the data, with data on both sides.
 *
 * @param surface ‖y − ỹ‖ over the plane, the grid inside of which is searched
 * @param data [rows, 2], row-major
 * @returns undefined where the map has none
 */
export function balancePoint({ x, y, values }: EnergySurface, data: Float32Array): BalancePoint | undefined {
  const away = far * Math.hypot((x.at(-1) as number) - (x[0] as number), (y.at(-1) as number) - (y[0] as number));
  let best: BalancePoint | undefined;
  for (let row = 1; row < y.length - 1; row++) {
    for (let column = 1; column < x.length - 1; column++) {
      const moved = values[row * x.length + column] as number;
      if (!isLowest(values, row * x.length + column, x.length)) continue;
      const at: Point = [x[column] as number, y[row] as number];
      const a = nearest(data, at);
      const distance = gap(a, at);
      if (distance < away || moved > hardly * distance) continue;
      const b = nearest(data, at, a);
      if (b === undefined || (best && moved / distance > best.moved / best.distance)) continue;
      best = { at, moved, distance, sides: [a, b] };
    }
  }
  return best;
}

function isLowest(values: Float32Array, at: number, width: number): boolean {
  const own = values[at] as number;
  return [-1, 0, 1].every((down) => [-1, 0, 1].every((right) => own <= (values[at + down * width + right] as number)));
}

/** The nearest data; with `opposite`, the nearest within 30° of the direction away from it. */
function nearest(data: Float32Array, at: Point): Point;
function nearest(data: Float32Array, at: Point, opposite: Point): Point | undefined;
function nearest(data: Float32Array, at: Point, opposite?: Point): Point | undefined {
  let found: Point | undefined;
  for (let i = 0; i < data.length; i += 2) {
    const one: Point = [data[i] as number, data[i + 1] as number];
    if (opposite !== undefined && !isBeyond(at, opposite, one)) continue;
    if (found === undefined || gap(one, at) < gap(found, at)) found = one;
  }
  return found;
}

function isBeyond(at: Point, from: Point, one: Point): boolean {
  const dot = (at[0] - from[0]) * (one[0] - at[0]) + (at[1] - from[1]) * (one[1] - at[1]);
  return dot > 0.87 * gap(from, at) * gap(one, at);
}

const gap = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
