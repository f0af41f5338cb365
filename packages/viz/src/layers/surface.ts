import type { ColorBar } from '../panel/colorBar.ts';
import { type Interval, intervalOf } from '../panel/interval.ts';
import type { Layer, Plot } from '../panel/layer.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { inWords, tickLabels } from '../panel/tickLabels.ts';
import { linearTicks } from '../panel/ticks.ts';
import { heatColor } from '../svg/colorScale.ts';
import { element } from '../svg/element.ts';
import { levelRings, openLine, type Ring } from './levelRings.ts';

/** A number for each point of a grid, e.g. an energy, with its label, unit and `log` for the colours. */
export interface Surface extends Axis {
  /** The places of the grid's columns, rising. */
  readonly x: ArrayLike<number>;
  /** The places of its rows, rising. */
  readonly y: ArrayLike<number>;
  /** [y.length, x.length], row by row: the number at (x[i], y[j]) is values[j · x.length + i] */
  readonly values: ArrayLike<number>;
  /** Where a colour ends and the next begins, rising; about twelve even ones by default. Two surfaces with the same levels can be compared. */
  readonly levels?: readonly number[];
}

/** About this many colours: more cannot be told apart, and the lines between them are the contours. */
const bands = 12;

/** A surface as bands of colour from light (low) to dark (high), with a line where two meet. */
export function surface(data: Surface): Layer {
  const { x, y, values } = data;
  const interval = intervalOf(Array.from(values)) as Interval;
  const levels = data.levels ?? evenLevels(interval, data.log);
  const [lowest, highest] = [inWords(interval.low), inWords(interval.high)];
  return {
    extent: { x: ends(x), y: ends(y) },
    legend: [],
    bar: () => barOf(data, levels, interval),
    summary: `${data.label} as colour on a grid of ${x.length} by ${y.length}, from ${lowest} to ${highest}.`,
    draw: (plot) => draw(data, levels, plot),
  };
}

/** The colour of a number on a surface with these levels. */
export function surfaceColor(value: number, levels: readonly number[]): string {
  return bandColor(levels.filter((level) => value >= level).length, levels.length + 1);
}

/** Round numbers between the lowest and the highest value; on a logarithmic scale, powers of ten and about even parts of them. */
export function evenLevels({ low, high }: Interval, log = false): number[] {
  if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high))) return [];
  const unit = log ? Math.log10 : (value: number) => value;
  const within = { low: unit(low), high: unit(high), whole: false };
  const slack = 1e-9 * (within.high - within.low);
  const ticks = linearTicks(within, bands)
    .map(({ value }) => value)
    .filter((value) => value > within.low + slack && value < within.high - slack);
  if (!log) return ticks;
  return shortest(ticks.map((exponent) => 10 ** exponent)).filter((level) => level > low && level < high);
}

/** As few digits as keep the numbers apart: 1, 3, 10, 30. */
function shortest(values: readonly number[]): number[] {
  for (let digits = 1; ; digits++) {
    const rounded = values.map((value) => Number(value.toPrecision(digits)));
    if (digits === 12 || new Set(rounded).size === values.length) return rounded;
  }
}

function bandColor(i: number, count: number): string {
  return heatColor(count === 1 ? 0 : i / (count - 1));
}

function barOf(data: Surface, levels: readonly number[], { low }: Interval): ColorBar {
  const count = levels.length + 1;
  const colors = Array.from({ length: count }, (_, i) => bandColor(i, count));
  if (levels.length === 0) return { title: axisTitle(data), colors, marks: [{ at: 0.5, label: inWords(low) }] };
  // Levels that were given are not evenly spaced: each has its own digits, 1.6 and 0.013.
  const labels = data.levels ? levels.map((level) => tickLabels([level])[0] as string) : tickLabels(levels, data.log);
  return { title: axisTitle(data), colors, marks: labels.map((label, i) => ({ at: (i + 1) / count, label })) };
}

function ends(places: ArrayLike<number>): Interval {
  return intervalOf([places[0] as number, places[places.length - 1] as number]) as Interval;
}

function draw({ x, y, values }: Surface, levels: readonly number[], plot: Plot): string {
  const [left, right] = [plot.x.place(x[0] as number), plot.x.place(x[x.length - 1] as number)];
  const [bottom, top] = [plot.y.place(y[0] as number), plot.y.place(y[y.length - 1] as number)];
  const box = { left, right, bottom, top };
  const place = (ring: Ring): Ring =>
    ring.map(([column, row]) => [plot.x.place(between(x, column)), plot.y.place(between(y, row))]);
  const count = levels.length + 1;
  const rings = levelRings(values, { columns: x.length, rows: y.length }, levels).map((each) => each.map(place));
  const filled = rings.map((each, i) => {
    const d = each.map((ring) => `M${ring.map(tenths).join(' ')}Z`).join('');
    return element('path', { d, fill: bandColor(i + 1, count), 'fill-rule': 'evenodd' });
  });
  const lines = rings.flat().map((ring) =>
    openLine(ring, box)
      .map((run) => `M${run.map(tenths).join(' ')}`)
      .join(''),
  );
  const stroke = { fill: 'none', stroke: '#ffffff', 'stroke-width': 0.6, 'stroke-opacity': 0.5 };
  return [
    element('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: bandColor(0, count) }),
    ...filled,
    element('path', { d: lines.join(''), ...stroke }),
  ].join('');
}

/** The place at a fractional index. */
function between(places: ArrayLike<number>, index: number): number {
  const i = Math.min(places.length - 2, Math.floor(index));
  const [from, to] = [places[i] as number, places[i + 1] as number];
  return index === i + 1 ? to : from + (index - i) * (to - from);
}

/** Of tens of thousands of points on contours, tenths of a pixel are enough. */
function tenths([x, y]: readonly [number, number]): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
