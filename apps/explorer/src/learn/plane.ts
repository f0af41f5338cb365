import { type Table, table } from '@latentkit/core';
import { codeGrid } from '@latentkit/models';
import type { Extent } from '../latent/extent.ts';

/** All points of a grid over the extent, both ends included: [rows · columns, 2], the lowest y first. */
export function planeGrid({ x, y }: Extent, columns: number, rows: number): Table {
  // The last axis of a code grid is the fastest, so the points are swapped from (y, x) to (x, y).
  const turned = codeGrid([
    { from: y[0], to: y[1], count: rows },
    { from: x[0], to: x[1], count: columns },
  ]);
  const values = Float32Array.from(turned.values, (_, i) => turned.values[i ^ 1] as number);
  return table(values, turned.shape);
}

/** The same span of both axes around the origin. */
export const square = (half: number): Extent => ({ x: [-half, half], y: [-half, half] });
