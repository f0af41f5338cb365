import type { Extent, Layer, LegendItem, Plot } from '../panel/layer.ts';
import { inWords } from '../panel/tickLabels.ts';
import { element, round } from '../svg/element.ts';

/** A place of the x axis with a name. */
export interface Upright {
  readonly name: string;
  readonly x: number;
}

/** Dashed lines from bottom to top, one at each place, in the colours from `color` on; no layer without a place. */
export function uprights(all: readonly Upright[], extent: Extent, color: number): Layer[] {
  if (all.length === 0) return [];
  const draw = ({ x, height, theme }: Plot) =>
    all
      .map((each, i) => {
        const place = round(x.place(each.x));
        const stroke = theme.palette[color + i];
        return element('path', {
          d: `M${place} 0V${round(height)}`,
          stroke,
          'stroke-width': 2,
          'stroke-dasharray': '6 4',
        });
      })
      .join('');
  return [
    {
      extent,
      legend: all.map(({ name }, i): LegendItem => ({ name, color: color + i, mark: 'line' })),
      summary: all.map(({ name, x }) => `${name} at ${inWords(x)}.`).join(' '),
      draw,
    },
  ];
}
