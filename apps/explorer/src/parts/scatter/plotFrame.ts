import type { Extent } from '../../latent/extent.ts';

/** Where an extent lies on a canvas, in its CSS pixels. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels a unit, of each axis. */
  readonly scale: readonly [number, number];
  toPixel(x: number, y: number): [number, number];
  toPoint(px: number, py: number): [number, number];
}

/** Room for the numbers of both axes. */
const room = { left: 34, bottom: 22, top: 6, right: 6 };

/** The frame of an extent on a canvas of this size. */
export function plotFrame({ x, y }: Extent, canvasWidth: number, canvasHeight: number): PlotFrame {
  const [left, top] = [room.left, room.top];
  const width = Math.max(canvasWidth - room.left - room.right, 1);
  const height = Math.max(canvasHeight - room.top - room.bottom, 1);
  const scale = [width / (x[1] - x[0]), height / (y[1] - y[0])] as const;
  return {
    left,
    top,
    width,
    height,
    scale,
    toPixel: (px, py) => [left + (px - x[0]) * scale[0], top + (y[1] - py) * scale[1]],
    toPoint: (px, py) => [x[0] + (px - left) / scale[0], y[1] - (py - top) / scale[1]],
  };
}
