import { type Node, node, nodes, producer, type Shape, sizeOf, type Value } from '../graph/graph.ts';
import { expand, reshape } from '../graph/ops.ts';
import { splat, splatOf } from '../passes/constants.ts';

/** How a value of a step is spread over shares of its batch: the same in each, or each its part of an axis, or a sum of all of theirs. */
export type Spread =
  | { readonly how: 'whole'; readonly value: Value }
  | { readonly how: 'cut'; readonly value: Value; readonly axis: number }
  | { readonly how: 'sum'; readonly value: Value };

export type Cut = Extract<Spread, { how: 'cut' }>;

export const whole = (value: Value): Spread => ({ how: 'whole', value });
export const cut = (value: Value, axis: number): Spread => ({ how: 'cut', value, axis });
export const sum = (value: Value): Spread => ({ how: 'sum', value });

export const isCut = (spread: Spread | undefined): spread is Cut => spread?.how === 'cut';

/** The same operation on other operands. */
export const again = (made: Node, inputs: readonly (Value | undefined)[], shape: Shape): Value =>
  node(made.op, inputs, { dtype: (made.outputs[0] as Value).dtype, shape }, made.attributes);

/** The same of an operation with several results. */
export const againAll = (
  made: Node,
  inputs: readonly (Value | undefined)[],
  shapes: readonly Shape[],
): readonly Value[] =>
  nodes(
    made.op,
    inputs,
    shapes.map((shape, i) => ({ dtype: (made.outputs[i] as Value).dtype, shape })),
    made.attributes,
  );

/** A shape with its share of one axis. */
export const shareOf = (shape: Shape, axis: number, shares: number): Shape =>
  shape.with(axis, (shape[axis] as number) / shares);

/**
 * The axis of an operand that becomes this axis of a result of `rank` axes, where shapes broadcast; undefined where the operand is repeated
 * along it.
 */
export function alignedAxis({ shape }: Value, axis: number, rank: number): number | undefined {
  const own = axis - rank + shape.length;
  return own < 0 || shape[own] === 1 ? undefined : own;
}

/** What is the same in each share, as the operand of something that is cut along an axis; undefined where shares would need different parts. */
export function fitted(value: Value, axis: number, rank: number, shares: number): Value | undefined {
  const own = alignedAxis(value, axis, rank);
  if (own === undefined) return value;
  const shape = shareOf(value.shape, own, shares);
  if (splatOf(value) !== undefined) return splat(value, shape);
  const [spread] = (producer(value, 'Expand')?.inputs ?? []) as readonly Value[];
  if (spread && alignedAxis(spread, own, shape.length) === undefined) return expand(spread, shape);
  const [seen] = (producer(value, 'Reshape')?.inputs ?? []) as readonly Value[];
  return seen && splatOf(seen) !== undefined ? reshape(splat(seen, shape), shape) : undefined;
}

/** Where the cut axis of a value lies when it is seen with another shape; undefined where a share would not be a block of it. */
export function reshapedAxis(shape: Shape, axis: number, into: Shape, shares: number): number | undefined {
  const outside = sizeOf(shape.slice(0, axis));
  const found = into.findIndex(
    (length, i) => length > 1 && length % shares === 0 && sizeOf(into.slice(0, i)) === outside,
  );
  return found < 0 ? undefined : found;
}
