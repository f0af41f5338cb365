import type { Extent, Layer, LegendItem, Plot } from '../panel/layer.ts';
import { element, round } from '../svg/element.ts';
import { textElement } from '../svg/textElement.ts';

/** An ellipse: its middle, its half axes, and the angle from the x axis to the first of them, in radians. */
export interface Oval {
  readonly x: number;
  readonly y: number;
  readonly half: readonly [number, number];
  readonly angle: number;
  /** Its place in the palette. */
  readonly color: number;
}

/** Ellipses over the circles of radius 1 and 2 of a standard normal. */
export function ovals(
  all: readonly Oval[],
  { extent, legend, summary }: { extent: Extent; legend: readonly LegendItem[]; summary: string },
): Layer {
  return { extent, legend, summary, draw: (plot) => draw(all, plot) + circles(plot) };
}

function draw(all: readonly Oval[], { x, y, theme }: Plot): string {
  const pixels = Math.abs(x.place(1) - x.place(0));
  // Fainter as they crowd, so that overlaps are seen as overlaps.
  const opacity = Math.min(0.3, Math.max(0.06, 0.3 * (60 / all.length) ** 0.4));
  const drawn = all.map((oval) => {
    const [cx, cy] = [x.place(oval.x), y.place(oval.y)];
    const degrees = (-oval.angle * 180) / Math.PI;
    const transform = degrees === 0 ? undefined : `rotate(${round(degrees)} ${round(cx)} ${round(cy)})`;
    const [rx, ry] = oval.half.map((half) => Math.max(0.75, half * pixels)) as [number, number];
    const color = theme.palette[oval.color];
    return element('ellipse', { cx, cy, rx, ry, transform, fill: color, stroke: color });
  });
  return element('g', { 'fill-opacity': opacity, 'stroke-opacity': 0.75, 'stroke-width': 1 }, ...drawn);
}

/** Where z is one and two standard deviations of N(0, I) from its mean. */
function circles({ x, y, theme }: Plot): string {
  const radius = Math.abs(x.place(1) - x.place(0));
  const centre = { cx: x.place(0), cy: y.place(0) };
  const rings = [1, 2].map((times) => element('circle', { ...centre, r: radius * times }));
  const style = { fill: 'none', stroke: theme.text, 'stroke-width': 1.1, 'stroke-dasharray': '5 4' };
  const top = (times: number) => centre.cy - radius * times;
  const names = [1, 2].flatMap((times) => [
    element('rect', {
      x: centre.cx - 9,
      y: top(times) - 8,
      width: 18,
      height: 15,
      rx: 3,
      fill: theme.background,
      'fill-opacity': 0.85,
    }),
    textElement(`${times}σ`, { x: centre.cx, y: top(times) + 4, size: 11, fill: theme.text, anchor: 'middle' }),
  ]);
  return element('g', style, ...rings) + (radius < 40 ? '' : names.join(''));
}
