import { expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { points } from '../layers/points.ts';
import { type Interval, intervalOf } from '../panel/interval.ts';
import type { LegendItem } from '../panel/layer.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle, hasPlace } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import type { Look } from '../svg/theme.ts';
import { requireColors } from './requireColors.ts';

/** Points in the plane, e.g. two-dimensional codes by class. */
export interface Scatter {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** [points, 2], row by row: [x₀, y₀, x₁, y₁, …] */
  readonly points: ArrayLike<number>;
  /** One class a point, a number or a name; up to ten different ones. */
  readonly classes?: ArrayLike<number | string>;
}

const where = 'scatter';

/**
 * Draw points with a colour for each class, as an SVG file's text. Classes that are numbers stand in the legend by size, names by alphabet.
 *
 * Up to 2000 points are vectors; more are one embedded image of twice the figure's resolution under vector axes.
 *
 * @param chart [points, 2] numbers, row by row, all finite (positive on a logarithmic axis)
 * @param look theme light, 520 × 520 pixels unless said otherwise
 * @throws EMPTY without points; SHAPE for an odd count of numbers or a class too many or few; NOT_FINITE; RANGE for more than ten classes; OPTION
 * @example
 * scatter({ title: 'Codes', x: { label: 'z₁' }, y: { label: 'z₂' }, points: [0, 0, 1, 2], classes: ['zero', 'one'] });
 */
export function scatter(chart: Scatter, look: Look = {}): string {
  const count = chart.points.length / 2;
  requirePoints(chart, count);
  const { legend, colors } = classify(chart.classes, count);
  const extent = { x: along(chart.points, 0), y: along(chart.points, 1) };
  const summary = describe(legend, colors, extent);
  const layer = points({ coordinates: chart.points, colors, legend, extent, summary });
  return panel(chart, [layer], look, { where, width: 520, height: 520, margin: { x: 0.03, y: 0.03 } });
}

/** The numbers of a scatter, a row a point: x, y and the class where there is one. For `csv`. */
export function scatterColumns({ x, y, points, classes }: Scatter): Column[] {
  const coordinate = (offset: number) =>
    Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + offset] as number);
  const columns: Column[] = [
    { name: axisTitle(x), values: coordinate(0) },
    { name: axisTitle(y), values: coordinate(1) },
  ];
  return classes === undefined ? columns : [...columns, { name: 'class', values: classes }];
}

function requirePoints({ points, classes, x, y }: Scatter, count: number): void {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (count === 0)
    throw refuse('at least one point', 'none', 'Draw the figure when there is something to see.', 'EMPTY');
  if (!Number.isInteger(count)) {
    throw refuse(
      'two numbers a point',
      `${points.length} numbers`,
      'Give the points as [points, 2], row by row.',
      'SHAPE',
    );
  }
  if (classes !== undefined && classes.length !== count) {
    throw refuse(
      `one class a point (${count})`,
      String(classes.length),
      'Leave classes out, or give all of them.',
      'SHAPE',
    );
  }
  for (let i = 0; i < points.length; i++) {
    const [axis, value] = [i % 2 === 0 ? x : y, points[i] as number];
    if (hasPlace(axis, value)) continue;
    const wanted = `${axis.log ? 'positive' : 'finite'} numbers on the axis ${axis.label}`;
    throw refuse(
      wanted,
      `${value} at point ${Math.floor(i / 2)}`,
      'Leave such points out before drawing.',
      'NOT_FINITE',
    );
  }
}

/**
 * Each point's place in the palette, and what stands in the legend. Whole numbers from 0 to 9 are places themselves, so that a digit has its
 * colour also where another digit is missing; other classes take theirs in order.
 */
function classify(given: Scatter['classes'], count: number): { legend: LegendItem[]; colors: Uint8Array } {
  if (given === undefined) return { legend: [], colors: new Uint8Array(count) };
  const labels = Array.from(given, String);
  const distinct = [...new Set(labels)];
  requireColors(distinct.length, 'classes', where);
  const numbers = Array.from(given).every((label) => typeof label === 'number');
  const names = numbers ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort();
  const places = numbers && names.every((name) => /^\d$/.test(name));
  const legend = names.map((name, i): LegendItem => ({ name, color: places ? Number(name) : i, mark: 'dot' }));
  const colorOf = new Map(legend.map(({ name, color }) => [name, color]));
  return { legend, colors: Uint8Array.from(labels, (label) => colorOf.get(label) as number) };
}

/** The interval of every other number; all are finite by now. */
function along(points: ArrayLike<number>, offset: 0 | 1): Interval {
  const values = Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + offset] as number);
  return intervalOf(values) as Interval;
}

function describe(legend: readonly LegendItem[], colors: Uint8Array, { x, y }: Record<'x' | 'y', Interval>): string {
  const counts = new Uint32Array(256);
  for (const color of colors) counts[color] = (counts[color] as number) + 1;
  const each = legend.map(({ name, color }) => `${name} (${counts[color]})`);
  const total = colors.length === 1 ? '1 point' : `${colors.length} points`;
  const range = ({ low, high }: Interval) => `${inWords(low)} to ${inWords(high)}`;
  return `${total}, x from ${range(x)}, y from ${range(y)}${each.length === 0 ? '' : `, by class: ${each.join(', ')}`}.`;
}
