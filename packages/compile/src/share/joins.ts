import { sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import { loopsOf } from '../tail/loops.ts';
import type { Partition } from '../tail/partition.ts';
import { sumsOf } from '../tail/sums.ts';
import { isCut, type Spread } from './spread.ts';

/** Whether what shares give to an output comes together by itself: parts of one array in memory, or sums that the tail makes. */
export function canJoin(name: string, spread: Spread, loose: ReadonlySet<string>): boolean {
  if (isCut(spread)) return loose.has(name) || sizeOf(spread.value.shape.slice(0, spread.axis)) === 1;
  return spread.how === 'whole' || (isOf(name, 'edge') && spread.value.dtype === 'float32');
}

/** Arrays that the tail only sums over, beside others that are cut alike: the part of a share may lie in one piece, whatever its axis. */
export function looseEdges({ next, results, edges }: Partition, spread: (value: Value) => Spread): ReadonlySet<string> {
  const loose = new Set(edges.values());
  const keep = (arrays: readonly Value[]) => {
    for (const array of arrays) loose.delete(edges.get(array) ?? '');
  };
  for (const { arrays } of loopsOf({ next, edges })) keep(arrays);
  for (const { arrays } of sumsOf({ next, results, edges })) if (!cutAlike(arrays, spread)) keep(arrays);
  return loose;
}

function cutAlike(arrays: readonly Value[], spread: (value: Value) => Spread): boolean {
  const [first] = arrays;
  const axisOf = (array: Value) => {
    const found = spread(array);
    return isCut(found) ? found.axis : undefined;
  };
  return arrays.every(
    (array) =>
      first && axisOf(array) !== undefined && axisOf(array) === axisOf(first) && sameShape(array.shape, first.shape),
  );
}
