import type { Extent, Layer, LegendItem, Plot } from '../panel/layer.ts';
import { element, round } from '../svg/element.ts';

/** Counts in bins: counts[i] from edges[i] to edges[i + 1]. */
export interface Steps {
  readonly name: string;
  readonly color: number;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly summary: string;
}

/** The outlines of counts over each other, each filled so that the ones below are seen; `floor` is where nothing was counted. */
export function steps(all: readonly Steps[], extent: Extent, floor: number): Layer {
  return {
    extent,
    legend: all.map(({ name, color }): LegendItem => ({ name, color, mark: 'area' })),
    summary: all.map(({ summary }) => summary).join(' '),
    draw: (plot) => {
      const drawn = all.map((each) => ({
        d: outline(each, plot, floor),
        color: plot.theme.palette[each.color],
        data: { 'data-name': each.name, 'data-counts': each.counts.join(' ') },
      }));
      const fills = drawn.map(({ d, color }) => element('path', { d, fill: color, 'fill-opacity': 0.28 }));
      const lines = drawn.map(({ d, color, data }) =>
        element('path', { d, fill: 'none', stroke: color, 'stroke-width': 1.5, ...data }),
      );
      return [...fills, ...lines].join('');
    },
  };
}

/** Of each run of bins that are not empty: up from the floor, from count to count, and down to the floor. */
function outline({ edges, counts }: Steps, { x, y }: Plot, floor: number): string {
  const [edge, bottom] = [(i: number) => round(x.place(edges[i] as number)), round(y.place(floor))];
  let path = '';
  counts.forEach((count, i) => {
    if (count === 0) return;
    if (!counts[i - 1]) path += `M${edge(i)} ${bottom}`;
    path += `V${round(y.place(count))}H${edge(i + 1)}`;
    if (!counts[i + 1]) path += `V${bottom}`;
  });
  return path;
}
