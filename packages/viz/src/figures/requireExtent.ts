import { expected } from '@latentkit/errors';
import { intervalOf } from '../panel/interval.ts';
import type { Extent } from '../panel/layer.ts';

/**
 * What the points of a mark span that have a place on the axes.
 *
 * @param what such as `series loss`; count: of its points, those without a place too
 * @throws EMPTY where none has a place
 */
export function requireExtent(
  { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] },
  { what, count, where }: { readonly what: string; readonly count: number; readonly where: string },
): Extent {
  const extent = { x: intervalOf(x), y: intervalOf(y) };
  if (extent.x !== undefined && extent.y !== undefined) return { x: extent.x, y: extent.y };
  throw expected({
    where,
    expected: `a point to draw in the ${what}`,
    received: count === 0 ? 'no points' : `${count} without a finite place on the axes`,
    todo: `Leave the ${what.split(' ')[0]} out, or use a linear axis for numbers that are not positive.`,
    code: 'EMPTY',
  });
}
