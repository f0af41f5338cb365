import { producer, type Value } from '../graph/graph.ts';
import { leavesOf } from './loops.ts';
import { isSum, operandsOf } from './operandsOf.ts';
import type { Partition } from './partition.ts';

/** One number that is the sum over all of an elementwise calculation. */
export interface Sum {
  /** The sum; its name. */
  readonly result: Value;
  /** What is summed. */
  readonly value: Value;
  readonly arrays: readonly Value[];
  readonly scalars: readonly Value[];
}

/** The sums of a tail, each once. */
export function sumsOf({ next, results, edges }: Pick<Partition, 'next' | 'results' | 'edges'>): Sum[] {
  const sums: Sum[] = [];
  const seen = new Set<Value>();
  const visit = (at: Value) => {
    if (seen.has(at)) return;
    seen.add(at);
    const node = edges.has(at) ? undefined : producer(at);
    if (!node) return;
    const operands = operandsOf(node);
    if (isSum(node)) sums.push({ result: at, value: operands[0] as Value, ...leavesOf(operands, edges) });
    operands.forEach(visit);
  };
  for (const value of [...next.values(), ...results.values()]) visit(value);
  return sums;
}
