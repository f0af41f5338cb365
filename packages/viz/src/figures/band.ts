import { expected } from '@latentkit/errors';
import type { Area } from '../layers/areas.ts';
import { intervalOf } from '../panel/interval.ts';
import { type Axis, hasPlace } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { requireLength } from './curve.ts';

/** A named area between two curves over the same `x`: a spread, or a part of a sum. */
export interface Band {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** What a band draws: runs of points with a place on the axes. */
export function band(
  { name, x, low, high }: Band,
  axes: { x: Axis; y: Axis },
  where: string,
): Omit<Area, 'color' | 'named'> {
  requireLength(low, x.length, 'low', name, where);
  requireLength(high, x.length, 'high', name, where);
  const runs: [number, number, number][][] = [];
  let joined = false;
  for (let i = 0; i < x.length; i++) {
    const [xi, from, to] = [x[i] as number, low[i] as number, high[i] as number];
    const drawn = hasPlace(axes.x, xi) && hasPlace(axes.y, from) && hasPlace(axes.y, to);
    if (drawn && !joined) runs.push([]);
    if (drawn) runs.at(-1)?.push([xi, from, to]);
    joined = drawn;
  }
  const points = runs.flat();
  const extent = {
    x: intervalOf(points.map(([at]) => at)),
    y: intervalOf(points.flatMap(([, from, to]) => [from, to])),
  };
  if (extent.x === undefined || extent.y === undefined) {
    throw expected({
      where,
      expected: `a point to draw in the band ${name}`,
      received: x.length === 0 ? 'no points' : `${x.length} without a finite place on the axes`,
      todo: 'Leave the band out, or use a linear axis for numbers that are not positive.',
      code: 'EMPTY',
    });
  }
  const summary = `${name}: an area from ${inWords(extent.y.low)} to ${inWords(extent.y.high)}.`;
  return { name, runs, extent: { x: extent.x, y: extent.y }, summary };
}
