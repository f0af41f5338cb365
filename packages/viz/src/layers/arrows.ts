import { counted } from '@latentkit/errors';
import { smoothBar } from '../panel/colorBar.ts';
import { along, union } from '../panel/interval.ts';
import type { Layer, Plot } from '../panel/layer.ts';
import type { Axis } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { heatColor } from '../svg/colorScale.ts';
import { element, round } from '../svg/element.ts';
import type { Theme } from '../svg/theme.ts';

/** Arrows in the plane, with the label and the unit of their size. */
export interface Field extends Axis {
  /** Where they start: [arrows, 2], row by row. */
  readonly points: ArrayLike<number>;
  /** What they show: [arrows, 2] in the units of the axes, e.g. reconstruct(y) − y. */
  readonly vectors: ArrayLike<number>;
  /** Drawn length of a vector over its true one: with 1 an arrow ends at point + vector. Unless given, most fit beside their neighbours. */
  readonly scale?: number;
}

/** Steps of the colour: arrows of one step are one element. */
const steps = 24;

/** Arrows by direction and size. `ink` gives an arrow's colour from its start, instead of its size, where there are colours under it. */
export function arrows(field: Field, ink?: (x: number, y: number) => string): Layer {
  const { points, vectors } = field;
  const sizes = Array.from({ length: points.length / 2 }, (_, i) =>
    Math.hypot(vectors[2 * i] as number, vectors[2 * i + 1] as number),
  );
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const scale = field.scale ?? fitting(points, sizes);
  const tips = Float64Array.from(points, (value, i) => value + scale * (vectors[i] as number));
  const color = (theme: Theme) => (t: number) => heatColor(t, theme.heat.marks);
  const bar = (theme: Theme) => smoothBar(field, { low: 0, high: largest || 1, whole: false }, color(theme));
  return {
    extent: { x: union(along(points, 0), along(tips, 0)), y: union(along(points, 1), along(tips, 1)) },
    legend: [],
    ...(ink === undefined ? { bar } : {}),
    summary: `${counted(sizes.length, 'arrow')} of ${field.label}, sizes up to ${inWords(largest)}, drawn ${inWords(scale)} times as long.`,
    draw: (plot) => {
      const bySize = (i: number) =>
        color(plot.theme)(Math.round(((sizes[i] as number) / (largest || 1)) * steps) / steps);
      const colorOf =
        ink === undefined ? bySize : (i: number) => ink(points[2 * i] as number, points[2 * i + 1] as number);
      return draw(points, tips, colorOf, plot);
    },
  };
}

/** A scale with which nine of ten arrows are shorter than the distance between neighbours, were the points even. */
function fitting(points: ArrayLike<number>, sizes: readonly number[]): number {
  const [x, y] = [along(points, 0), along(points, 1)];
  const area = (x.high - x.low || 1) * (y.high - y.low || 1);
  const large = [...sizes].sort((a, b) => a - b)[Math.floor(0.9 * sizes.length)] as number;
  return large === 0 ? 1 : Number((Math.sqrt(area / sizes.length) / large).toPrecision(2));
}

function draw(
  points: ArrayLike<number>,
  tips: ArrayLike<number>,
  colorOf: (i: number) => string,
  { x, y }: Plot,
): string {
  const paths = new Map<string, string[]>();
  for (let i = 0; i < points.length / 2; i++) {
    const from = [x.place(points[2 * i] as number), y.place(points[2 * i + 1] as number)] as const;
    const to = [x.place(tips[2 * i] as number), y.place(tips[2 * i + 1] as number)] as const;
    const color = colorOf(i);
    const outlines = paths.get(color) ?? [];
    outlines.push(arrow(from, to));
    paths.set(color, outlines);
  }
  return Array.from(paths, ([fill, outlines]) => element('path', { d: outlines.join(''), fill })).join('');
}

type Place = readonly [x: number, y: number];

/** An arrow as one outline, its head at most 7 pixels long; too short for one, it is a dot. */
function arrow(from: Place, to: Place): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 2) return `M${round(from[0] - 1)} ${round(from[1])}a1 1 0 1 0 2 0a1 1 0 1 0 -2 0Z`;
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const head = Math.min(7, 0.5 * length);
  const wing = 0.42 * head;
  const shaft = Math.min(0.65, 0.16 * head);
  const at = (along: number, aside: number) =>
    `${round(from[0] + along * ux - aside * uy)} ${round(from[1] + along * uy + aside * ux)}`;
  const neck = length - head;
  const corners = [
    at(0, shaft),
    at(neck, shaft),
    at(neck, wing),
    at(length, 0),
    at(neck, -wing),
    at(neck, -shaft),
    at(0, -shaft),
  ];
  return `M${corners.join(' ')}Z`;
}
