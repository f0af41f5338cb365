import { element, round } from '../svg/element.ts';
import { textElement } from '../svg/textElement.ts';
import type { Plot } from './layer.ts';
import type { Scale } from './scale.ts';
import { tickLabels } from './tickLabels.ts';
import type { Tick } from './ticks.ts';

export const tickSize = 11;

/** Ticks that carry a label, with it. */
export function labelled({ ticks }: Scale, log?: boolean): { tick: Tick; label: string }[] {
  const major = ticks.filter(({ minor }) => !minor);
  const labels = tickLabels(
    major.map(({ value }) => value),
    log,
  );
  return major.map((tick, i) => ({
    tick,
    label: tick.name === undefined ? (labels[i] as string) : tick.name,
  }));
}

/** Grid, base line and tick labels around a plot, in its coordinates. */
export function axes(plot: Plot, log: { x?: boolean; y?: boolean; slanted: boolean }): string {
  const { x, y, width, height, theme } = plot;
  const text = { size: tickSize, fill: theme.muted };
  const grid = (scale: Scale, minor: boolean, line: (at: number) => string) => {
    const d = scale.ticks
      .filter((tick) => tick.name === undefined && Boolean(tick.minor) === minor)
      .map(({ value }) => line(crisp(scale.place(value))));
    return d.length === 0 ? '' : element('path', { d: d.join(''), stroke: minor ? theme.minorGrid : theme.grid });
  };
  const [vertical, horizontal] = [(at: number) => `M${at} 0V${height}`, (at: number) => `M0 ${at}H${width}`];
  return [
    grid(x, true, vertical),
    grid(y, true, horizontal),
    grid(x, false, vertical),
    grid(y, false, horizontal),
    element('path', { d: `M0 ${crisp(height)}H${width}`, stroke: theme.axis }),
    ...labelled(x, log.x).map(({ tick, label }) =>
      tick.name !== undefined && log.slanted
        ? slanted(label, x.place(tick.value), height + 13, text)
        : textElement(label, { ...text, x: x.place(tick.value), y: height + 17, anchor: 'middle' }),
    ),
    ...labelled(y, log.y).map(({ tick, label }) =>
      textElement(label, { ...text, x: -8, y: y.place(tick.value) + tickSize * 0.35, anchor: 'end' }),
    ),
  ].join('');
}

/** A name that ends under its place, and rises towards it. */
function slanted(label: string, x: number, y: number, text: { size: number; fill: string }): string {
  const transform = `translate(${round(x + 4)} ${round(y)}) rotate(-45)`;
  return element('g', { transform }, textElement(label, { ...text, x: 0, y: 0, anchor: 'end' }));
}

/** The middle of a pixel: a line of one pixel there is not smeared over two. */
function crisp(position: number): number {
  return Math.floor(position) + 0.5;
}
