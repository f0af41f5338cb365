import { coordinateOf, drawn, type Point, type Space, valueAt } from './space.ts';
import type { SweepConfig } from './sweepConfig.ts';
import type { TrialSpec } from './trialSpecs.ts';

/** That a model takes each parameter at the ends of its range and at each of its values. @throws SPEC for the first that it does not */
export function checkSpace({ space }: Pick<SweepConfig, 'space'>, specOf: (point: Point) => TrialSpec): void {
  const first = Object.fromEntries(Object.entries(space).map(([name, dimension]) => [name, drawn(dimension, 0)]));
  for (const point of corners(space, first)) specOf(point);
}

function* corners(space: Space, first: Point): Generator<Point> {
  yield first;
  for (const [name, dimension] of Object.entries(space)) {
    const values =
      dimension.kind === 'choice'
        ? dimension.values
        : [dimension.low, dimension.high].map((value) => valueAt(dimension, coordinateOf(dimension, value)));
    for (const value of values) yield { ...first, [name]: value };
  }
}
