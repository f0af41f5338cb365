import type { Layer, Plot } from '../panel/layer.ts';
import { element } from '../svg/element.ts';

/** A bar at each place 0, 1, … of a named axis, from 0 to its value. */
export interface Bars {
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly summary: string;
}

export function bars({ names, values, summary }: Bars): Layer {
  const draw = ({ x, y, theme }: Plot) => {
    const wide = 0.72 * (x.place(1) - x.place(0));
    const drawn = values.map((value, i) => {
      const [from, to] = [y.place(Math.max(0, value)), y.place(Math.min(0, value))];
      return element('rect', { x: x.place(i) - wide / 2, y: from, width: wide, height: Math.max(0.5, to - from) });
    });
    return element('g', { fill: theme.palette[0], 'data-bars': JSON.stringify([names, values]) }, ...drawn);
  };
  return {
    extent: {
      x: { low: -0.5, high: values.length - 0.5, whole: true },
      y: { low: Math.min(0, ...values), high: Math.max(0, ...values), whole: false },
    },
    legend: [],
    summary,
    draw,
  };
}
