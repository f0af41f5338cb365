import { toValues } from '../graph/dtype.ts';
import { constant, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { binary } from '../graph/ops.ts';
import { splatOf } from './constants.ts';

const smallest = 2 ** -126;
const largest = 2 ** 127;

/**
 * (x · c) · d = x · (c · d) and (x + c) + d = x + (c + d) for numbers c and d: one pass over x instead of two. Sums of numbers of two
 * signs stay as they are, because (x + c) − c is written to round x; so do products that leave the range of a float32.
 */
export function joinFactors(node: Node): Value | undefined {
  if ((node.op !== 'Mul' && node.op !== 'Add') || node.outputs[0]?.dtype !== 'float32') return undefined;
  const outer = withNumber(node);
  const inner = outer && withNumber(producer(outer.x, node.op));
  if (!outer || !inner) return undefined;
  const sum = node.op === 'Add';
  const joined = sum ? outer.number + inner.number : outer.number * inner.number;
  if (sum ? outer.number * inner.number < 0 : !isNormal(joined)) return undefined;
  // Numbers of shape [1, 1] may have given x its axes.
  const rank = node.outputs[0].shape.length;
  const shape = rank > inner.x.shape.length ? Array<number>(rank).fill(1) : [];
  return binary(node.op, inner.x, constant('float32', shape, toValues('float32', [joined])));
}

const isNormal = (x: number) => Math.abs(x) >= smallest && Math.abs(x) <= largest;

/** The operand that is not a number, and the number. */
export function withNumber(node: Node | undefined): { x: Value; value: Value; number: number } | undefined {
  const [a, b] = (node?.inputs ?? []) as readonly (Value | undefined)[];
  if (!a || !b) return undefined;
  if (isNumber(b) && !isNumber(a)) return { x: a, value: b, number: splatOf(b) as number };
  if (isNumber(a) && !isNumber(b)) return { x: b, value: a, number: splatOf(a) as number };
  return undefined;
}

const isNumber = (value: Value) => sizeOf(value.shape) === 1 && splatOf(value) !== undefined;
