import type { Extent } from '../../latent/extent.ts';

/** Of the extent, a step of an arrow key; with shift five of them. */
const share = 0.02;

/**
 * Where an arrow key moves a point, within the extent.
 *
 * @returns the new point, or nothing for other keys
 */
export function moveKeys(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  [x, y]: readonly [number, number],
  extent: Extent,
): [number, number] | undefined {
  const step = share * (shiftKey ? 5 : 1);
  const [dx, dy] = [step * (extent.x[1] - extent.x[0]), step * (extent.y[1] - extent.y[0])];
  const moves: Readonly<Record<string, [number, number]>> = {
    ArrowLeft: [x - dx, y],
    ArrowRight: [x + dx, y],
    ArrowUp: [x, y + dy],
    ArrowDown: [x, y - dy],
    Home: [(extent.x[0] + extent.x[1]) / 2, (extent.y[0] + extent.y[1]) / 2],
  };
  const moved = moves[key];
  return moved && [clamp(moved[0], extent.x), clamp(moved[1], extent.y)];
}

/** A value, or the end of the range that it is beyond. */
export const clamp = (value: number, [low, high]: readonly [number, number]): number =>
  Math.min(Math.max(value, low), high);
