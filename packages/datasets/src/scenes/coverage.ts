import { signedDistance } from '../synthetic/signedDistance.ts';
import { extent, quarter, type SceneObject } from './attributes.ts';

/**
 * The share of each pixel of a quarter that an object covers, taken as linear within half a pixel of its edge.
 *
 * @returns [16 × 16], in [0, 1]
 */
export function coverage(
  { shape, size }: Pick<SceneObject, 'shape' | 'size'>,
  [dx, dy]: readonly [dx: number, dy: number],
): Float64Array {
  const half = extent[size];
  return Float64Array.from({ length: quarter ** 2 }, (_, i) => {
    const x = (i % quarter) + 0.5 - quarter / 2 - dx;
    const y = Math.floor(i / quarter) + 0.5 - quarter / 2 - dy;
    return Math.min(1, Math.max(0, 0.5 - edges[shape](x, y, half)));
  });
}

const box = (x: number, y: number, across: number, along: number) =>
  Math.max(Math.abs(x) - across, Math.abs(y) - along);

/** How far (x, y) is outside of the edge, negative inside. */
const edges: Readonly<Record<SceneObject['shape'], (x: number, y: number, half: number) => number>> = {
  circle: (x, y, half) => Math.hypot(x, y) - half,
  square: (x, y, half) => signedDistance('square', x, y, 0.9 * half),
  triangle: (x, y, half) => signedDistance('triangle', x, y, half),
  cross: (x, y, half) => Math.min(box(x, y, half, half / 3), box(x, y, half / 3, half)),
};
