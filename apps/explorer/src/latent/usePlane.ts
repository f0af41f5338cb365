import { useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../bundle/index.ts';
import type { Run } from '../run/run.ts';
import type { Axes } from '../views/plane/AxisChoice.tsx';
import { type Bubble, bubble } from './bubble.ts';
import { type Extent, extentOf } from './extent.ts';
import { latentPlane, type Plane, principalPlane, project } from './plane.ts';

/** Bubbles that are drawn: more hide each other. */
const bubbles = 400;

/** A plane through the codes of a run: its axes, and where the codes are on it. */
export interface PlaneOfRun {
  readonly axes: Axes;
  readonly setAxes: (axes: Axes) => void;
  readonly size: number;
  readonly plane: Plane;
  /** [count, 2] */
  readonly points: Float32Array;
  readonly extent: Extent;
  /** q(z|x) of the first rows, where the model has one. */
  readonly bubbles?: readonly Bubble[];
}

export function usePlane({ card, codes, logVariances }: Run): PlaneOfRun {
  const size = sizeOf(card.latentShape);
  const [axes, setAxes] = useState<Axes>({ of: size > 2 ? 'principal axes' : 'latent dimensions', pair: [0, 1] });
  const made = useMemo(() => {
    const [i, j] = axes.pair;
    const plane = axes.of === 'latent dimensions' ? latentPlane(size, i, j) : principalPlane(card.principal, i, j);
    const points = project(codes, plane);
    return { plane, points, extent: extentOf(points) };
  }, [axes, card, codes, size]);
  const ovals = useMemo(
    () =>
      logVariances &&
      Array.from({ length: Math.min(bubbles, card.count) }, (_, row) =>
        bubble(
          made.points.subarray(2 * row, 2 * row + 2),
          logVariances.subarray(row * size, (row + 1) * size),
          made.plane,
        ),
      ),
    [made, logVariances, card, size],
  );
  return { axes, setAxes, size, ...made, ...(ovals && { bubbles: ovals }) };
}
