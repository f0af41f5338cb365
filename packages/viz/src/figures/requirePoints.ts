import { counted, expected } from '@latentkit/errors';
import { type Axis, hasPlace } from '../panel/scale.ts';

/** The count of points [points, 2], all of which have a place on the axes. */
export function requirePoints(points: ArrayLike<number>, { x, y }: { x: Axis; y: Axis }, where: string): number {
  const count = points.length / 2;
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (count === 0) throw refuse('at least one point', 'none', 'Draw the figure when there is data.', 'EMPTY');
  if (!Number.isInteger(count)) {
    const todo = 'Give the points as [points, 2], row by row.';
    throw refuse('two numbers per point', counted(points.length, 'number'), todo, 'SHAPE');
  }
  for (let i = 0; i < points.length; i++) {
    const [axis, value] = [i % 2 === 0 ? x : y, points[i] as number];
    if (hasPlace(axis, value)) continue;
    const wanted = `${axis.log ? 'positive' : 'finite'} numbers on the axis ${axis.label}`;
    const received = `${value} at point ${Math.floor(i / 2)}`;
    throw refuse(wanted, received, 'Leave such points out before drawing.', 'NOT_FINITE');
  }
  return count;
}

/** One class for each of `count` items, or no classes. */
export function requireClasses(
  classes: { readonly length: number } | undefined,
  count: number,
  what: string,
  where: string,
): void {
  if (classes === undefined || classes.length === count) return;
  throw expected({
    where,
    expected: `one class per ${what} (${count})`,
    received: String(classes.length),
    todo: 'Leave classes out, or give all of them.',
    code: 'SHAPE',
  });
}
