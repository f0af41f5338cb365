import type { Column } from '../csv.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import type { Overlay } from './overlay.ts';
import { half, same } from './table.ts';

/** The numbers of an overlay: for its points and each of its curves a table of mark, x, y and the class where there is one. */
export function overlayColumns(
  { points, classes, curves = [] }: Overlay,
  { x, y }: { readonly x: Axis; readonly y: Axis },
): Column[][] {
  const [xName, yName] = [axisTitle(x), axisTitle(y)];
  const dots =
    points === undefined
      ? []
      : [[same('mark', 'point', points.length / 2), half(xName, points, 0), half(yName, points, 1)]];
  if (classes !== undefined) dots[0]?.push({ name: 'class', values: classes });
  return [
    ...dots,
    ...curves.map((curve) => [
      same('mark', curve.name, curve.x.length),
      { name: xName, values: curve.x },
      { name: yName, values: curve.y },
    ]),
  ];
}
