import { node, type Value } from '../graph/graph.ts';
import { binary, integers } from '../graph/ops.ts';

/** One number of a shape: a number, or this many times the batch. */
export type Length = number | { readonly timesBatch: number };

/** ONNX takes any number past the end as the end of a slice. */
const toTheEnd = 2 ** 31 - 1;

/** The number itself, or a multiple of the batch, from what it is at two batch sizes; undefined if it is neither. */
export function lengthOf(one: number, two: number, [a, b]: readonly [number, number]): Length | undefined {
  if (one === two) return one;
  const times = one / a;
  return Number.isInteger(times) && times > 0 && two === times * b ? { timesBatch: times } : undefined;
}

const isNumber = (length: Length): length is number => typeof length === 'number';

/**
 * A shape (or the ends of a slice) as the operand of `user`, its `place`-th. A reshape leaves one multiple of the batch to be inferred; the end
 * of a slice that is the end of its axis needs no number; all else is computed from the shape of an input.
 *
 * @param batch the size of the batch as int64 [1]
 */
export function shapeOperand(lengths: readonly Length[], user: string, place: number, batch: () => Value): Value {
  const open = lengths.filter((length) => !isNumber(length));
  if (open.length === 0) return integers(lengths as readonly number[]);
  if (user === 'Reshape' && place === 1 && open.length === 1 && !lengths.includes(0)) {
    return integers(lengths.map((length) => (isNumber(length) ? length : -1)));
  }
  const parts = lengths.map((length) => {
    if (isNumber(length)) return integers([length]);
    return length.timesBatch === 1 ? batch() : binary('Mul', batch(), integers([length.timesBatch]));
  });
  if (parts.length === 1) return parts[0] as Value;
  return node('Concat', parts, { dtype: 'int64', shape: [parts.length] }, { axis: 0 });
}

/** The ends of a slice of the axes `axes` of x, with no number where it goes to the end of x at both batch sizes. */
export function sliceEnds(
  lengths: readonly Length[],
  axes: readonly number[],
  one: { readonly ends: readonly number[]; readonly shape: readonly number[] },
): readonly Length[] {
  return lengths.map((length, i) => {
    const whole = one.ends[i] === one.shape[axes[i] as number];
    return !isNumber(length) && whole ? toTheEnd : length;
  });
}
