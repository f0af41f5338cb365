import type { Column } from '../csv.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { type Figure, figure } from './figure.ts';
import { type Overlay, overlay } from './overlay.ts';
import { overlayColumns } from './overlayColumns.ts';
import { half, table } from './table.ts';

/** Points in the plane, e.g. two-dimensional codes by class; curves over them, e.g. a manifold. */
export interface Scatter extends Overlay {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** [points, 2], row by row: [x₀, y₀, x₁, y₁, …] */
  readonly points: ArrayLike<number>;
}

const where = 'scatter';

/**
 * Points with a colour for each class. Classes that are numbers stand in the legend by size, names by alphabet.
 *
 * Up to 2000 points are vectors; more are one embedded image of twice the figure's resolution under vector axes.
 *
 * @param chart [points, 2] numbers, row by row, all finite (positive on a logarithmic axis); one class per point, ten different ones at most
 * @returns 520 pixels wide and as high as wide unless its look says otherwise; columns, one row per point: x, y and the class where there is one; with
 *   curves also which mark it is of
 * @throws EMPTY without points; SHAPE for an odd count of numbers or a class too many or few; NOT_FINITE; RANGE for more than ten classes
 * @example
 * scatter({ title: 'Codes', x: { label: 'z₁' }, y: { label: 'z₂' }, points: [0, 0, 1, 2], classes: ['zero', 'one'] });
 */
export function scatter(chart: Scatter): Figure {
  const layers = overlay(chart, chart, { where });
  const style = { where, width: 520, margin: { x: 0.03, y: 0.03 } };
  return figure(
    { title: chart.title, where },
    (look) => panel(chart, layers, look, { ...style, height: look.width ?? 520 }),
    () => columnsOf(chart),
  );
}

function columnsOf(chart: Scatter): Column[] {
  if (chart.curves !== undefined) return table(overlayColumns(chart, chart));
  const { x, y, points, classes } = chart;
  const columns = [half(axisTitle(x), points, 0), half(axisTitle(y), points, 1)];
  return classes === undefined ? columns : [...columns, { name: 'class', values: classes }];
}
