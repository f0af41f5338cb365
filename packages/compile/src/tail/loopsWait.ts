import { producer, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import type { Loop } from './loops.ts';
import { isSum, operandsOf } from './operandsOf.ts';
import type { Partition } from './partition.ts';
import type { Sum } from './sums.ts';

/** Whether loops must wait for the sums: they need one of them, as clipping by a norm does, or change an array that is summed. */
export function loopsWait({
  sums,
  loops,
  edges,
}: {
  sums: readonly Sum[];
  loops: readonly Loop[];
  edges: Partition['edges'];
}): boolean {
  const changed = new Set(
    loops.flatMap(({ results }) => results.map(({ state }): string => graphName('state', state))),
  );
  const isChanged = ({ source }: Value) => source.kind === 'input' && changed.has(source.name);
  if (sums.some(({ arrays }) => arrays.some(isChanged))) return true;
  const seen = new Set<Value>();
  const needsSum = (value: Value): boolean => {
    const node = edges.has(value) || seen.has(value) ? undefined : producer(value);
    seen.add(value);
    return node !== undefined && (isSum(node) || operandsOf(node).some(needsSum));
  };
  return loops.some(({ scalars }) => scalars.some(needsSum));
}
