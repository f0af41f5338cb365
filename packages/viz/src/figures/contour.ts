import { type Surface, surface } from '../layers/surface.ts';
import { panel } from '../panel/panel.ts';
import type { Axis } from '../panel/scale.ts';
import { type Figure, figure } from './figure.ts';
import { type Overlay, overlay } from './overlay.ts';
import { overlayColumns } from './overlayColumns.ts';
import { requireLinear } from './requireLinear.ts';
import { requireSurface } from './requireSurface.ts';
import { surfaceColumns } from './surfaceColumns.ts';
import { table } from './table.ts';

/** A surface over the plane, e.g. energies, with the points and curves that belong to it. */
export interface Contour extends Overlay {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly surface: Surface;
}

const where = 'contour';

/**
 * A surface as filled contours, from light where it is low to dark where it is high. The levels are even on the surface's
 * scale and stand beside the colour bar. One unit is as long upwards as across where both axes have the same unit.
 *
 * @param chart a surface with values [y.length, x.length]; points [points, 2]; curves
 * @returns 560 pixels wide unless its look says otherwise, the height follows from the grid; columns: one row per point of the grid, a point, or a
 *   point of a curve
 * @throws SHAPE for values that do not fit the grid; NOT_FINITE; RANGE for places that do not rise or more than ten colours; OPTION for a logarithmic axis
 * @example
 * const grid = [-1, 0, 1];
 * contour({ title: 'Energy', x: { label: 'y₁' }, y: { label: 'y₂' }, points: [0, 0.5],
 *   surface: { label: 'E(y)', x: grid, y: grid, values: grid.flatMap((b) => grid.map((a) => a * a + b * b)) } });
 */
export function contour(chart: Contour): Figure {
  requireLinear(chart, where);
  requireSurface(chart.surface, where);
  const layers = [surface(chart.surface), ...overlay(chart, chart, { where, over: 'surface' })];
  const aspect = chart.x.unit === chart.y.unit ? ('equal' as const) : undefined;
  const style = { where, width: 560, height: 480, margin: { x: 0, y: 0 }, aspect };
  return figure(
    { title: chart.title, where },
    (look) => panel(chart, layers, look, style),
    () => table([surfaceColumns(chart.surface, chart), ...overlayColumns(chart, chart)]),
  );
}
