import { expected } from '@latentkit/errors';
import type { Surface } from '../layers/surface.ts';
import { hasPlace } from '../panel/scale.ts';

/** A surface that can be drawn: a grid of at least 2 × 2, its values finite (positive with `log`). */
export function requireSurface({ x, y, values, levels = [], ...axis }: Surface, where: string): void {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  requireRising(x, 2, 'x of the grid', where);
  requireRising(y, 2, 'y of the grid', where);
  requireRising(levels, 0, 'levels', where);
  if (values.length !== x.length * y.length) {
    const todo = 'Give the values row by row, [y.length, x.length].';
    throw refuse(`${y.length} × ${x.length} values`, String(values.length), todo, 'SHAPE');
  }
  const wanted = axis.log ? 'positive' : 'finite';
  for (let i = 0; i < values.length; i++) {
    if (hasPlace(axis, values[i] as number)) continue;
    const received = `${values[i]} in row ${Math.floor(i / x.length)}, column ${i % x.length}`;
    throw refuse(`${wanted} values of ${axis.label}`, received, 'Clip them, or choose a smaller grid.', 'NOT_FINITE');
  }
  if (axis.log && (levels[0] ?? 1) <= 0) {
    throw refuse('positive levels', String(levels[0]), 'Leave levels out for a logarithmic scale.', 'RANGE');
  }
}

function requireRising(places: ArrayLike<number>, atLeast: number, what: string, where: string): void {
  const todo = 'Give them in rising order, each once.';
  const refuse = (received: string) =>
    expected({ where, expected: `${atLeast} or more rising numbers as ${what}`, received, todo, code: 'RANGE' });
  if (places.length < atLeast) throw refuse(String(places.length));
  for (let i = 0; i < places.length; i++) {
    const [before, here] = [places[i - 1] ?? Number.NEGATIVE_INFINITY, places[i] as number];
    if (!(Number.isFinite(here) && here > before)) throw refuse(`${here} at place ${i}`);
  }
}
