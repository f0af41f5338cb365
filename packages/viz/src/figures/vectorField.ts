import { counted, expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { arrows, type Field } from '../layers/arrows.ts';
import { type Surface, surface } from '../layers/surface.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { type Figure, figure } from './figure.ts';
import { inkOver } from './inkOver.ts';
import { type Overlay, overlay } from './overlay.ts';
import { overlayColumns } from './overlayColumns.ts';
import { requireLinear } from './requireLinear.ts';
import { requirePoints } from './requirePoints.ts';
import { requireSurface } from './requireSurface.ts';
import { surfaceColumns } from './surfaceColumns.ts';
import { half, same, table } from './table.ts';

/** Arrows in the plane, e.g. where a model moves each point; under them a surface, over them points and curves. */
export interface VectorField extends Overlay {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly field: Field;
  readonly surface?: Surface;
}

const where = 'vectorField';

/**
 * Arrows by direction and size. Without a surface their colour is their size too, with a colour bar; over one
 * they are dark or white, whichever can be seen. One unit is as long upwards as across, so that directions are true.
 *
 * @param chart a field of points and vectors [arrows, 2]; optionally a surface [y.length, x.length], points [points, 2], curves
 * @returns 560 pixels wide unless its look says otherwise, the height follows from the numbers; columns: one row per arrow (x, y, Δx, Δy), then the
 *   surface, the points, the curves
 * @throws EMPTY without arrows; SHAPE for as many vectors as points missing; NOT_FINITE; RANGE; OPTION for a logarithmic axis
 * @example
 * vectorField({ title: 'Denoising', x: { label: 'y₁' }, y: { label: 'y₂' },
 *   field: { label: '‖ỹ − y‖', points: [1, 0, 0, 2, -1, 0], vectors: [-1, 0, 0, -2, 1, 0] }, points: [0, 0] });
 */
export function vectorField(chart: VectorField): Figure {
  requireLinear(chart, where);
  requireField(chart);
  if (chart.surface !== undefined) requireSurface(chart.surface, where);
  const under = chart.surface === undefined ? [] : [surface(chart.surface)];
  const ink = chart.surface === undefined ? undefined : inkOver(chart.surface);
  const layers = [
    ...under,
    arrows(chart.field, ink),
    ...overlay(chart, chart, { where, over: chart.surface === undefined ? 'arrows' : 'surface' }),
  ];
  const margin = chart.surface === undefined ? 0.03 : 0;
  const style = { where, width: 560, height: 480, margin: { x: margin, y: margin }, aspect: 'equal' as const };
  return figure(
    { title: chart.title, where },
    (look) => panel(chart, layers, look, style),
    () => columnsOf(chart),
  );
}

function columnsOf(chart: VectorField): Column[] {
  const { x, y, field, surface: under } = chart;
  const arrowRows = [
    same('mark', 'arrow', field.points.length / 2),
    half(axisTitle(x), field.points, 0),
    half(axisTitle(y), field.points, 1),
    half(`Δ${axisTitle(x)}`, field.vectors, 0),
    half(`Δ${axisTitle(y)}`, field.vectors, 1),
  ];
  const surfaceRows = under === undefined ? [] : [surfaceColumns(under, chart)];
  return table([arrowRows, ...surfaceRows, ...overlayColumns(chart, chart)]);
}

function requireField({ field, x, y }: VectorField): void {
  requirePoints(field.points, { x, y }, where);
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  const { points, vectors, scale = 1 } = field;
  if (vectors.length !== points.length) {
    const todo = 'Give every point its vector, [arrows, 2], row by row.';
    throw refuse(`${counted(points.length, 'number')} of vectors, as of points`, String(vectors.length), todo, 'SHAPE');
  }
  for (let i = 0; i < vectors.length; i++) {
    if (Number.isFinite(vectors[i])) continue;
    const received = `${vectors[i]} at arrow ${Math.floor(i / 2)}`;
    throw refuse('finite vectors', received, 'Leave such arrows out before drawing.', 'NOT_FINITE');
  }
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw refuse('a positive scale of the arrows', String(scale), 'Leave it out for one that fits.', 'OPTION');
  }
}
