import type { Extent } from '../../latent/extent.ts';
import { clamp } from '../../parts/scatter/moveKeys.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The place of the plane below a pointer; the nearest one where it has left the canvas.
 *
 * `placeAt({ clientX: 50, clientY: 0 }, { left: 0, top: 0, width: 100, height: 100 }, { x: [-1, 1], y: [-1, 1] })` is [0, 1]
 */
export function placeAt(
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  { left, top, width, height }: Box,
  { x, y }: Extent,
): [number, number] {
  const [across, down] = [clamp((clientX - left) / width, [0, 1]), clamp((clientY - top) / height, [0, 1])];
  return [x[0] + across * (x[1] - x[0]), y[1] - down * (y[1] - y[0])];
}
