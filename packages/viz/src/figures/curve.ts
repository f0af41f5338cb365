import { expected } from '@latentkit/errors';
import type { Curve } from '../layers/lines.ts';
import type { Interval } from '../panel/interval.ts';
import { type Axis, hasPlace } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { requireExtent } from './requireExtent.ts';

/** A named curve: as many `x` as `y`. */
export interface Series {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** What a series draws, in the colour at this place of the palette: runs of points with a place on the axes. */
export function curve({ name, x, y }: Series, color: number, axes: { x: Axis; y: Axis }, where: string): Curve {
  requireLength(y, x.length, 'y', name, where);
  const runs: number[][] = [];
  const [xs, ys]: [number[], number[]] = [[], []];
  let joined = false;
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i] as number, y[i] as number];
    const drawn = hasPlace(axes.x, xi) && hasPlace(axes.y, yi);
    if (drawn) {
      if (!joined) runs.push([]);
      runs.at(-1)?.push(xi, yi);
      xs.push(xi);
      ys.push(yi);
    }
    joined = drawn;
  }
  const extent = requireExtent({ x: xs, y: ys }, { what: `series ${name}`, count: x.length, where });
  const summary = describe(name, ys, extent.y, x.length - ys.length);
  return { name, color, runs, extent, summary };
}

/** As many numbers of each kind as there are x. */
export function requireLength(
  values: { readonly length: number },
  count: number,
  what: string,
  name: string,
  where: string,
): void {
  if (values.length === count) return;
  throw expected({
    where,
    expected: `as many ${what} as x in the series ${name} (${count})`,
    received: String(values.length),
    todo: `Give every ${what} its x.`,
    code: 'SHAPE',
  });
}

function describe(name: string, ys: readonly number[], { low, high }: Interval, gaps: number): string {
  const count = ys.length === 1 ? '1 point' : `${ys.length} points`;
  const path = `first ${inWords(ys[0] as number)}, last ${inWords(ys.at(-1) as number)}`;
  const left = gaps === 0 ? '' : `; ${gaps} without a finite place on the axes left out`;
  return `${name}: ${count}, ${path}, lowest ${inWords(low)}, highest ${inWords(high)}${left}.`;
}
