import { useState } from 'preact/hooks';
import { nearest } from '../../latent/nearest.ts';
import { Picture } from '../../parts/picture/Picture.tsx';
import { rowName } from '../../run/classOf.ts';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';

type Point = readonly [number, number];

/** Pixels from a point within which it is meant. */
const reach = 14;

/** Which stored observation the pointer is on. */
export interface Hover {
  readonly row: number | undefined;
  readonly point: Point | undefined;
  readonly onHover: (point: Point | undefined, scale: Point) => void;
}

/** @param points [count, 2] @param images the first of them have an observation */
export function useHover(points: Float32Array, images: number): Hover {
  const [row, setRow] = useState<number>();
  const onHover: Hover['onHover'] = (point, scale) => {
    const found = point && nearest(points, ...point, scale, images);
    setRow(found && found.distance < reach ? found.index : undefined);
  };
  const point = row === undefined ? undefined : ([points[2 * row], points[2 * row + 1]] as [number, number]);
  return { row, point, onHover };
}

/** The observation under the pointer, in a corner of the map. */
export function HoverTip({ run, hover: { row } }: { readonly run: Run; readonly hover: Hover }) {
  if (row === undefined) return null;
  return (
    <div class="tip">
      <Picture values={observation(run, row)} shape={run.card.exampleShape} among={run.images} />
      {rowName(run, row)}
    </div>
  );
}
