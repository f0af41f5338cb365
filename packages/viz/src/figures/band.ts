import type { Area } from '../layers/areas.ts';
import { type Axis, hasPlace } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { requireLength } from './curve.ts';
import { requireExtent } from './requireExtent.ts';

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
  const spanned = { x: points.map(([at]) => at), y: points.flatMap(([, from, to]) => [from, to]) };
  const extent = requireExtent(spanned, { what: `band ${name}`, count: x.length, where });
  const summary = `${name}: an area from ${inWords(extent.y.low)} to ${inWords(extent.y.high)}.`;
  return { name, runs, extent, summary };
}
