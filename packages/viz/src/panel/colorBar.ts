import { element } from '../svg/element.ts';
import { textElement } from '../svg/textElement.ts';
import { textWidth } from '../svg/textWidth.ts';
import type { Theme } from '../svg/theme.ts';
import type { Interval } from './interval.ts';
import { type Axis, axisTitle, scale } from './scale.ts';
import { tickLabels } from './tickLabels.ts';

/** What the colours of a layer mean. */
export interface ColorBar {
  readonly title: string;
  /** #rrggbb from the lowest to the highest, in equal steps up the bar. */
  readonly colors: readonly string[];
  /** Where a number stands: 0 at the lower end, 1 at the upper one. */
  readonly marks: readonly { readonly at: number; readonly label: string }[];
}

/** Sizes in pixels. */
const bar = { width: 12, gap: 12, size: 11, line: 15 };

/** A bar that changes smoothly along an axis; `color` takes a place in [0, 1]. */
export function smoothBar(axis: Axis, interval: Interval, color: (t: number) => string): ColorBar {
  const { ticks, place } = scale(axis, interval, { from: 0, to: 1, margin: 0, count: 5 });
  const major = ticks.filter(({ minor }) => !minor);
  const labels = tickLabels(
    major.map(({ value }) => value),
    axis.log,
  );
  return {
    title: axisTitle(axis),
    colors: Array.from({ length: 64 }, (_, i) => color(i / 63)),
    marks: major.map(({ value }, i) => ({ at: place(value), label: labels[i] as string })),
  };
}

/** The width that a bar takes from the figure. */
export function colorBarWidth({ marks }: ColorBar): number {
  return bar.gap + bar.width + 6 + Math.ceil(Math.max(0, ...marks.map(({ label }) => textWidth(label, bar.size))));
}

/** The bar, right of a plot of this width and height, in its coordinates. Labels that would touch are left out evenly. */
export function colorBar(
  { colors, marks }: ColorBar,
  { width, height, theme }: { width: number; height: number; theme: Theme },
): string {
  const left = width + bar.gap;
  const closest = Math.min(...marks.slice(1).map(({ at }, i) => (at - (marks[i]?.at as number)) * height));
  const stride = marks.length < 2 ? 1 : Math.ceil(bar.line / closest);
  // Each step reaches to the top, so that no seam shows between two.
  const steps = colors.map((fill, i) =>
    element('rect', { x: left, y: 0, width: bar.width, height: height * (1 - i / colors.length), fill }),
  );
  const labels = marks
    .filter((_, i) => i % stride === 0)
    .map(({ at, label }) => {
      const style = { x: left + bar.width + 6, y: height * (1 - at) + bar.size * 0.35 };
      return textElement(label, { ...style, size: bar.size, fill: theme.muted });
    });
  return element('g', {}, ...steps, ...labels);
}
