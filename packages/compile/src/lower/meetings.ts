import type { Axis } from '../graph/convolution.ts';
import { range, tapOf } from './blocks.ts';
import type { Way } from './choose.ts';

/** For each place of the result: where the operands lie that it is made of, and by which element of the kernel. */
export type Meetings = readonly (readonly (readonly [place: number, tap: number])[])[];

/** One axis of a convolution (`forward`: outputs from inputs) or of the gradient of its input (`backward`). */
export function meetings(axis: Axis, way: Way): Meetings {
  const [results, operands] = way === 'forward' ? [axis.output, axis.input] : [axis.input, axis.output];
  return range(results).map((result) =>
    range(operands).flatMap((place) => {
      const tap = way === 'forward' ? tapOf(axis, place, result) : tapOf(axis, result, place);
      return tap < 0 ? [] : [[place, tap] as const];
    }),
  );
}

/** The most operands that one result is made of. */
export const mostOf = (all: Meetings): number => Math.max(1, ...all.map(({ length }) => length));
