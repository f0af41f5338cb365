import { expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { type Curve, lines } from '../layers/lines.ts';
import { type Interval, intervalOf } from '../panel/interval.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle, hasPlace } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import type { Look } from '../svg/theme.ts';
import { requireColors } from './requireColors.ts';

/** A named curve: as many `x` as `y`. */
export interface Series {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** The curves of a run, e.g. costs against epochs. */
export interface LineChart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** One to ten. */
  readonly series: readonly Series[];
}

const where = 'lineChart';

/**
 * Draw curves over common axes, as an SVG file's text.
 *
 * A point without a finite place on the axes (NaN, ±Infinity, and on a logarithmic axis zero and below) is a gap in its curve, counted in
 * the picture's description. A curve of up to twenty points shows each as a dot.
 *
 * @param chart curves of any lengths; labels with units
 * @param look theme light, 560 × 360 pixels unless said otherwise
 * @throws EMPTY without series, or for one without a point to draw; SHAPE where x and y differ in length; OPTION
 * @example
 * lineChart({ title: 'Test cost', x: { label: 'epoch' }, y: { label: 'squared error', unit: 'per pixel', log: true },
 *   series: [{ name: 'autoencoder', x: [1, 2, 3], y: [0.07, 0.05, 0.04] }] });
 */
export function lineChart(chart: LineChart, look: Look = {}): string {
  requireColors(chart.series.length, 'series', where);
  const curves = chart.series.map((series, color) => curve(series, color, chart));
  return panel(chart, [lines(curves)], look, { where, width: 560, height: 360, margin: { x: 0.015, y: 0.04 } });
}

/** The numbers of a line chart, a row a point: series, x, y. For `csv`. */
export function lineChartColumns({ series, x, y }: LineChart): Column[] {
  return [
    { name: 'series', values: series.flatMap((each) => Array<string>(each.x.length).fill(each.name)) },
    { name: axisTitle(x), values: series.flatMap((each) => Array.from(each.x)) },
    { name: axisTitle(y), values: series.flatMap((each) => Array.from(each.y)) },
  ];
}

function curve({ name, x, y }: Series, color: number, axes: LineChart): Curve {
  if (x.length !== y.length) {
    throw expected({
      where,
      expected: `as many y as x in the series ${name} (${x.length})`,
      received: String(y.length),
      todo: 'Give every y its x.',
      code: 'SHAPE',
    });
  }
  const runs: number[][] = [];
  const [xs, ys]: [number[], number[]] = [[], []];
  let joined = false;
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i] as number, y[i] as number];
    const drawn = hasPlace(axes.x, xi) && hasPlace(axes.y, yi);
    if (drawn) {
      if (!joined) runs.push([]);
      runs.at(-1)?.push(xi, yi);
      xs.push(xi);
      ys.push(yi);
    }
    joined = drawn;
  }
  const extent = { x: intervalOf(xs), y: intervalOf(ys) };
  if (extent.x === undefined || extent.y === undefined) {
    throw expected({
      where,
      expected: `a point to draw in the series ${name}`,
      received: x.length === 0 ? 'no points' : `${x.length} without a finite place on the axes`,
      todo: 'Leave the series out, or use a linear axis for numbers that are not positive.',
      code: 'EMPTY',
    });
  }
  const summary = describe(name, ys, extent.y, x.length - ys.length);
  return { name, color, runs, extent: { x: extent.x, y: extent.y }, summary };
}

function describe(name: string, ys: readonly number[], { low, high }: Interval, gaps: number): string {
  const count = ys.length === 1 ? '1 point' : `${ys.length} points`;
  const path = `first ${inWords(ys[0] as number)}, last ${inWords(ys.at(-1) as number)}`;
  const left = gaps === 0 ? '' : `; ${gaps} without a finite place on the axes left out`;
  return `${name}: ${count}, ${path}, lowest ${inWords(low)}, highest ${inWords(high)}${left}.`;
}
