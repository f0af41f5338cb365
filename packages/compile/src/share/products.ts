import type { Node, Value } from '../graph/graph.ts';
import { gemmOptions } from '../graph/ops.ts';
import { again, alignedAxis, cut, fitted, isCut, type Spread, shareOf, sum } from './spread.ts';

/** A·B where the rows of A, the columns of B, what is summed over, or a stack of both is cut. */
export function product(node: Node, operands: readonly Spread[], shares: number): Spread | undefined {
  const [a, b, bias] = operands as readonly [Spread, Spread, Spread | undefined];
  const { shape } = node.outputs[0] as Value;
  const rank = shape.length;
  const { transA, transB } = gemmOptions(node);
  const places = { a: placeOf(a, transA, rank), b: placeOf(b, transB, rank) };
  if (a.how === 'sum' || b.how === 'sum') {
    const bilinear = (a.how === 'sum' ? b : a).how === 'whole' && !bias;
    return bilinear ? sum(again(node, [a.value, b.value], shape)) : undefined;
  }
  if (places.a === rank - 1 || places.b === rank - 2) {
    const left = places.a === rank - 1 ? a.value : summedOver(a, transA ? -2 : -1, shares);
    const right = places.b === rank - 2 ? b.value : summedOver(b, transB ? -1 : -2, shares);
    return left && right && !bias ? sum(again(node, [left, right], shape)) : undefined;
  }
  const axis = axisOf(places, rank);
  if (axis === undefined) return undefined;
  const stacked = (x: Spread) => (isCut(x) ? x.value : axis < rank - 2 ? fitted(x.value, axis, rank, shares) : x.value);
  const added = bias && (isCut(bias) ? biasOf(bias, axis, rank) : fitted(bias.value, axis, rank, shares));
  const inputs = [stacked(a), stacked(b)];
  if (bias?.how === 'sum' || inputs.includes(undefined) || (bias && !added)) return undefined;
  return cut(again(node, bias ? [...inputs, added] : inputs, shareOf(shape, axis, shares)), axis);
}

/** The axis of a stack [.., row, column] that is cut, as it takes part in the product; its place counts from the result's end. */
function placeOf(x: Spread, turned: boolean, rank: number): number | undefined {
  if (!isCut(x)) return undefined;
  const own = x.axis - x.value.shape.length + rank;
  if (!turned || own < rank - 2) return own;
  return own === rank - 1 ? rank - 2 : rank - 1;
}

/** The cut axis of the result: rows of A, columns of B, or a stack that both have in common. */
function axisOf({ a, b }: { a: number | undefined; b: number | undefined }, rank: number): number | undefined {
  if (a === undefined) return b === rank - 2 ? undefined : b;
  if (b === undefined) return a === rank - 1 ? undefined : a;
  return a === b && a < rank - 2 ? a : undefined;
}

const biasOf = (bias: Spread & { how: 'cut' }, axis: number, rank: number) =>
  alignedAxis(bias.value, axis, rank) === bias.axis ? bias.value : undefined;

/** A factor that is the same in each share, along the axis that is summed over. */
function summedOver({ how, value }: Spread, fromEnd: number, shares: number): Value | undefined {
  const rank = value.shape.length;
  return how === 'whole' ? fitted(value, rank + fromEnd, rank, shares) : undefined;
}
