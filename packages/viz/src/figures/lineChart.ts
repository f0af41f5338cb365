import type { Column } from '../csv.ts';
import { areas } from '../layers/areas.ts';
import { labels as labelLayer } from '../layers/labels.ts';
import { lines } from '../layers/lines.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { type Band, band } from './band.ts';
import { curve, requireLength, type Series } from './curve.ts';
import { type Figure, figure } from './figure.ts';
import { requireColors } from './requireColors.ts';
import { same, table } from './table.ts';

/** A curve of a line chart. */
export interface LineSeries extends Series {
  /** Words beside its points, e.g. the β of each; '' for none. */
  readonly labels?: readonly string[];
  /** False for points without a line between them. */
  readonly joined?: boolean;
  /** The name of a series before it whose colour it has, dashed: the same measured elsewhere, e.g. on test data. */
  readonly besides?: string;
}

/** The curves of a run, e.g. costs against epochs. */
export interface LineChart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** In one to ten colours. */
  readonly series: readonly LineSeries[];
  /** Areas under the curves: one with the name of a series takes its colour (a spread), another its own (a part of a sum). */
  readonly bands?: readonly Band[];
}

const where = 'lineChart';

/**
 * Curves over common axes.
 *
 * A point without a finite place on the axes (NaN, ±Infinity, and on a logarithmic axis zero and below) is a gap in its curve, counted in
 * the picture's description. A curve of up to twenty points shows each as a dot.
 *
 * @param chart curves of any lengths; labels with units
 * @returns 560 × 360 pixels unless its look says otherwise; columns, one row per point: series, x, y; with labels and with bands (low, high) theirs too
 * @throws EMPTY without series, or for one without a point to draw; SHAPE where x and y differ in length; RANGE for more than ten colours
 * @example
 * lineChart({ title: 'Test cost', x: { label: 'epoch' }, y: { label: 'squared error', unit: 'per pixel', log: true },
 *   series: [{ name: 'autoencoder', x: [1, 2, 3], y: [0.07, 0.05, 0.04] }] });
 * lineChart({ title: 'Trade-off', x: { label: 'KL', unit: 'nats' }, y: { label: 'cost', unit: 'nats' },
 *   series: [{ name: 'β-VAE', x: [40, 25, 10], y: [70, 80, 110], labels: ['β = 0.5', 'β = 1', 'β = 4'] }] });
 */
export function lineChart(chart: LineChart): Figure {
  const { series, bands = [] } = chart;
  const names = series.map(({ name }) => name);
  const hues = series
    .filter(({ besides }) => besides === undefined || !names.includes(besides))
    .map(({ name }) => name);
  requireColors(hues.length, 'series', where);
  const own = bands.filter(({ name }) => !names.includes(name));
  requireColors(hues.length + own.length, 'series and bands', where);
  const hueOf = (each: LineSeries) => Math.max(hues.indexOf(each.name), hues.indexOf(each.besides ?? ''));
  const curves = series.map((each) => ({
    ...curve(each, hueOf(each), chart, where),
    joined: each.joined ?? true,
    dashed: !hues.includes(each.name),
  }));
  const colorOf = (each: Band) =>
    own.includes(each) ? hues.length + own.indexOf(each) : hueOf(series[names.indexOf(each.name)] as LineSeries);
  const filled = bands.map((each) => ({
    ...band(each, chart, where),
    color: colorOf(each),
    named: own.includes(each),
  }));
  for (const { labels, x, name } of series)
    if (labels !== undefined) requireLength(labels, x.length, 'labels', name, where);
  const labelled = series.some(({ labels }) => labels !== undefined);
  const layers = [
    ...(filled.length === 0 ? [] : [areas(filled)]),
    lines(curves),
    ...(labelled ? [labelLayer(series, curves)] : []),
  ];
  const margin = labelled ? { x: 0.06, y: 0.1 } : { x: 0.015, y: 0.04 };
  const style = { where, width: 560, height: 360, margin };
  return figure(
    { title: chart.title, where },
    (look) => panel(chart, layers, look, style),
    () => columnsOf(chart),
  );
}

function columnsOf({ series, x, y, bands = [] }: LineChart): Column[] {
  const at = axisTitle(x);
  return table([
    ...series.map((each) => [
      same('series', each.name, each.x.length),
      { name: at, values: each.x },
      { name: axisTitle(y), values: each.y },
      ...(each.labels === undefined ? [] : [{ name: 'label', values: each.labels }]),
    ]),
    ...bands.map((each) => [
      same('series', each.name, each.x.length),
      { name: at, values: each.x },
      { name: 'low', values: each.low },
      { name: 'high', values: each.high },
    ]),
  ]);
}
