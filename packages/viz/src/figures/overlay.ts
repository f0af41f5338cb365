import { type Curve, lines } from '../layers/lines.ts';
import { points as pointLayer } from '../layers/points.ts';
import { along, type Interval } from '../panel/interval.ts';
import type { Layer, LegendItem } from '../panel/layer.ts';
import type { Axis } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { type Classes, classify } from './classify.ts';
import { curve, type Series } from './curve.ts';
import { requireColors } from './requireColors.ts';
import { requireClasses, requirePoints } from './requirePoints.ts';

/** Points and curves in the plane of a figure, over whatever else is in it. */
export interface Overlay {
  /** [points, 2], row by row: [x₀, y₀, x₁, y₁, …] */
  readonly points?: ArrayLike<number>;
  /** One class per point, a number or a name such as 'data' or 'samples'. */
  readonly classes?: Classes;
  /** E.g. a manifold. */
  readonly curves?: readonly Series[];
}

/** Colours beside those of the heat scale: orange and purple, which are far from it and from each other, come first. */
const besideHeat = [1, 2, 4, 9, 6, 5, 8, 7, 0, 3];

/** The layers of an overlay. Over a surface its marks have a rim, and points without classes are white. */
export function overlay(
  { points, classes, curves = [] }: Overlay,
  axes: { readonly x: Axis; readonly y: Axis },
  { where, over }: { where: string; over?: 'surface' | 'arrows' },
): Layer[] {
  const layers: Layer[] = [];
  const cased = over === 'surface';
  const order = over === undefined ? besideHeat.map((_, i) => i) : besideHeat;
  const taken = new Set<number>();
  if (points !== undefined) {
    const count = requirePoints(points, axes, where);
    requireClasses(classes, count, 'point', where);
    const { legend, colors } = classify(classes, count, { where, order });
    for (const { color } of legend) taken.add(color);
    if (classes === undefined && !cased) taken.add(order[0] as number);
    const extent = { x: along(points, 0), y: along(points, 1) };
    const rim = cased ? (classes === undefined ? 'white' : 'thin') : undefined;
    const summary = describe(legend, colors, extent);
    layers.push(pointLayer({ coordinates: points, colors, legend, extent, summary, rim }));
  }
  if (curves.length > 0) {
    requireColors(taken.size + curves.length, 'classes and curves', where);
    const free = order.filter((color) => !taken.has(color));
    const drawn = curves.map((series, i): Curve => curve(series, free[i] as number, axes, where));
    layers.unshift(lines(drawn, { cased }));
  }
  return layers;
}

function describe(legend: readonly LegendItem[], colors: Uint8Array, { x, y }: Record<'x' | 'y', Interval>): string {
  const counts = new Uint32Array(256);
  for (const color of colors) counts[color] = (counts[color] as number) + 1;
  const each = legend.map(({ name, color }) => `${name} (${counts[color]})`);
  const total = colors.length === 1 ? '1 point' : `${colors.length} points`;
  const range = ({ low, high }: Interval) => `${inWords(low)} to ${inWords(high)}`;
  return `${total}, x from ${range(x)}, y from ${range(y)}${each.length === 0 ? '' : `, by class: ${each.join(', ')}`}.`;
}
