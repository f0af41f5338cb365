import { sizeOf } from '../../bundle/index.ts';
import type { Run } from '../../run/run.ts';
import type { ViewProps } from '../viewProps.ts';
import { PlaneOf } from './PlaneOf.tsx';

/** The plane of the first run. */
export default function Plane({ runs }: ViewProps) {
  const [run] = runs as readonly [Run];
  if (sizeOf(run.card.latentShape) < 2) {
    return (
      <p class="missing">
        The codes of this run have one dimension, so there is no plane to show. Use the sliders instead.
      </p>
    );
  }
  return <PlaneOf run={run} />;
}
