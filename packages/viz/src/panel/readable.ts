import type { Plot } from './layer.ts';
import { type Axis, axisTitle } from './scale.ts';

/** What a page needs to say which numbers stand at a place of the plot: `data-x` and `data-y` hold an axis's ends, whether it is logarithmic, its title. */
export function readable({ x, y, width, height }: Plot, axes: { readonly x: Axis; readonly y: Axis }) {
  const axis = (ends: readonly [number, number], described: Axis) =>
    JSON.stringify([...ends.map((end) => Number(end.toPrecision(7))), described.log ? 1 : 0, axisTitle(described)]);
  return { 'data-plot': `${width} ${height}`, 'data-x': axis(x.ends, axes.x), 'data-y': axis(y.ends, axes.y) };
}
