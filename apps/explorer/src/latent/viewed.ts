import type { Extent } from './extent.ts';

/** A view is at most this many times as wide as the whole, and at least this part of it. */
const [widest, narrowest] = [2, 1 / 200];

/**
 * The part of a plane that is seen after zooming about a point.
 *
 * @param factor below 1 to see less, above 1 to see more
 * @param home the whole
 */
export function zoomed(seen: Extent, factor: number, [x, y]: readonly [number, number], home: Extent): Extent {
  const ratio = width(seen) / width(home);
  const by = Math.min(widest, Math.max(narrowest, ratio * factor)) / ratio;
  const about = ([low, high]: readonly [number, number], at: number) =>
    [at - (at - low) * by, at + (high - at) * by] as const;
  return { x: about(seen.x, x), y: about(seen.y, y) };
}

/** The same moved; its middle stays within the whole. */
export function panned(seen: Extent, [dx, dy]: readonly [number, number], home: Extent): Extent {
  const move = ([low, high]: readonly [number, number], by: number, [from, to]: readonly [number, number]) => {
    const middle = Math.min(to, Math.max(from, (low + high) / 2 + by));
    return [middle - (high - low) / 2, middle + (high - low) / 2] as const;
  };
  return { x: move(seen.x, dx, home.x), y: move(seen.y, dy, home.y) };
}

const width = ({ x }: Extent) => x[1] - x[0];
