import { type Interval, union } from '../panel/interval.ts';
import type { Layer, LegendItem, Plot } from '../panel/layer.ts';
import { element, round } from '../svg/element.ts';
import { thin } from './thin.ts';

/** A curve whose runs of points are joined by a line; between two runs there is a gap. */
export interface Curve {
  readonly name: string;
  readonly color: number;
  /** [x₀, y₀, x₁, y₁, …] of the points of each run, at least one. */
  readonly runs: readonly (readonly number[])[];
  readonly extent: { readonly x: Interval; readonly y: Interval };
  readonly summary: string;
}

/** Up to so many points, each has its dot: a reader sees what was measured and what is a line between. */
const fewPoints = 20;

/** Curves, drawn in their order. */
export function lines(curves: readonly Curve[]): Layer {
  return {
    extent: curves.map(({ extent }) => extent).reduce((a, b) => ({ x: union(a.x, b.x), y: union(a.y, b.y) })),
    legend: curves.map(({ name, color }): LegendItem => ({ name, color, mark: 'line' })),
    summary: curves.map(({ summary }) => summary).join(' '),
    draw: (plot) => curves.map((curve) => draw(curve, plot)).join(''),
  };
}

function draw({ runs, color }: Curve, { x, y, width, theme }: Plot): string {
  const stroke = theme.palette[color];
  const points = runs.reduce((count, run) => count + run.length / 2, 0);
  const path: string[] = [];
  const dots: string[] = [];
  for (const run of runs) {
    const placed = run.map((value, i) => (i % 2 === 0 ? x : y).place(value));
    const kept = thin(placed, width);
    if (kept.length > 2) path.push(`M${kept.map(round).join(' ')}`);
    if (kept.length === 2 || points <= fewPoints) {
      for (let i = 0; i < kept.length; i += 2) {
        dots.push(element('circle', { cx: kept[i], cy: kept[i + 1], r: points <= fewPoints ? 2.75 : 1.5 }));
      }
    }
  }
  const line = {
    d: path.join(''),
    fill: 'none',
    stroke,
    'stroke-width': 1.6,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  };
  return (
    (path.length > 0 ? element('path', line) : '') + (dots.length > 0 ? element('g', { fill: stroke }, ...dots) : '')
  );
}
