import { expected } from '@latentkit/errors';
import type { Axis } from '../panel/scale.ts';

/** Directions and circles keep their shape on linear axes only. */
export function requireLinear({ x, y }: { x: Axis; y: Axis }, where: string): void {
  const log = [x, y].find((axis) => axis.log);
  if (log === undefined) return;
  throw expected({
    where,
    expected: 'linear axes',
    received: `a logarithmic axis ${log.label}`,
    todo: 'Draw the logarithm of the numbers, and say so in the label.',
    code: 'OPTION',
  });
}
