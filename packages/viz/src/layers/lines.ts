import { union } from '../panel/interval.ts';
import type { Extent, Layer, LegendItem, Plot } from '../panel/layer.ts';
import { element, round } from '../svg/element.ts';
import { thin } from './thin.ts';

/** A curve whose runs of points are joined by a line; between two runs there is a gap. */
export interface Curve {
  readonly name: string;
  readonly color: number;
  /** [x₀, y₀, x₁, y₁, …] of the points of each run, at least one. */
  readonly runs: readonly (readonly number[])[];
  /** False for points without a line between them. */
  readonly joined?: boolean;
  readonly dashed?: boolean;
  readonly extent: Extent;
  readonly summary: string;
}

/** Up to this many points, each has its dot: a reader sees what was measured and what is a line between. */
const fewPoints = 20;

/** Curves, drawn in their order; `cased` ones have a white rim, to be seen over colours. */
export function lines(curves: readonly Curve[], { cased = false } = {}): Layer {
  return {
    extent: curves.map(({ extent }) => extent).reduce((a, b) => ({ x: union(a.x, b.x), y: union(a.y, b.y) })),
    legend: curves.map(
      ({ name, color, joined = true, dashed = false }): LegendItem => ({
        name,
        color,
        mark: joined ? (dashed ? 'dashes' : 'line') : 'dot',
      }),
    ),
    summary: curves.map(({ summary }) => summary).join(' '),
    draw: (plot) => curves.map((curve) => draw(curve, plot, cased)).join(''),
  };
}

function draw(
  { name, runs, color, joined = true, dashed = false }: Curve,
  { x, y, width, theme }: Plot,
  cased: boolean,
): string {
  const stroke = theme.palette[color];
  const points = runs.reduce((count, run) => count + run.length / 2, 0);
  const few = (points <= fewPoints && !cased) || !joined;
  const path: string[] = [];
  const dots: string[] = [];
  for (const run of runs) {
    const placed = run.map((value, i) => (i % 2 === 0 ? x : y).place(value));
    const kept = thin(placed, width);
    if (joined && kept.length > 2) path.push(`M${kept.map(round).join(' ')}`);
    if (kept.length === 2 || few) {
      for (let i = 0; i < kept.length; i += 2) {
        dots.push(element('circle', { cx: kept[i], cy: kept[i + 1], r: few ? (joined ? 2.75 : 3.5) : 1.5 }));
      }
    }
  }
  const line = {
    d: path.join(''),
    fill: 'none',
    stroke,
    'stroke-width': cased ? 2 : 1.6,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
    ...(dashed && { 'stroke-dasharray': '6 4' }),
  };
  const casing = cased && path.length > 0 ? element('path', { ...line, stroke: '#ffffff', 'stroke-width': 4.5 }) : '';
  return element(
    'g',
    { 'data-name': name },
    casing,
    path.length > 0 ? element('path', line) : '',
    dots.length > 0 ? element('g', { fill: stroke }, ...dots) : '',
  );
}
