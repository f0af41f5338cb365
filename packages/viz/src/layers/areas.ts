import { union } from '../panel/interval.ts';
import type { Extent, Layer, LegendItem, Plot } from '../panel/layer.ts';
import { element, round } from '../svg/element.ts';

/** The area between two curves; between two runs there is a gap. */
export interface Area {
  readonly name: string;
  readonly color: number;
  /** False where a curve of the same name and colour stands in the legend. */
  readonly named: boolean;
  /** [x, low, high] of the points of each run. */
  readonly runs: readonly (readonly (readonly [x: number, low: number, high: number])[])[];
  readonly extent: Extent;
  readonly summary: string;
}

/** Areas, each over the ones before it. */
export function areas(all: readonly Area[]): Layer {
  return {
    extent: all.map(({ extent }) => extent).reduce((a, b) => ({ x: union(a.x, b.x), y: union(a.y, b.y) })),
    legend: all.filter(({ named }) => named).map(({ name, color }): LegendItem => ({ name, color, mark: 'area' })),
    summary: all.map(({ summary }) => summary).join(' '),
    draw: (plot) => all.map((area) => draw(area, plot)).join(''),
  };
}

function draw({ runs, color, named }: Area, { x, y, theme }: Plot): string {
  const outline = (run: Area['runs'][number]) => {
    const there = run.map(([at, , high]) => [x.place(at), y.place(high)]);
    const back = run.map(([at, low]) => [x.place(at), y.place(low)]).reverse();
    return `M${[...there, ...back].flat().map(round).join(' ')}Z`;
  };
  const fill = theme.palette[color];
  return element('path', { d: runs.map(outline).join(''), fill, 'fill-opacity': named ? 0.35 : 0.2 });
}
