import type { Column } from '../csv.ts';
import type { Surface } from '../layers/surface.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { same } from './table.ts';

/** The numbers of a surface, one row per point of the grid: mark, x, y, value. */
export function surfaceColumns({ x, y, values, ...axis }: Surface, axes: { x: Axis; y: Axis }): Column[] {
  const each = (place: (i: number) => number) => Array.from({ length: values.length }, (_, i) => place(i));
  return [
    same('mark', 'surface', values.length),
    { name: axisTitle(axes.x), values: each((i) => x[i % x.length] as number) },
    { name: axisTitle(axes.y), values: each((i) => y[Math.floor(i / x.length)] as number) },
    { name: axisTitle(axis), values },
  ];
}
