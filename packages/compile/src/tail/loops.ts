import { producer, sizeOf, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { operandsOf } from './operandsOf.ts';
import type { Partition } from './partition.ts';

/** One pass over arrays of equal size: everything that must be done together, because it shares work or a state. */
export interface Loop {
  readonly size: number;
  /** New states, in order. */
  readonly results: readonly { readonly state: number; readonly value: Value }[];
  /** Arrays that are read: states and outputs of the graph. */
  readonly arrays: readonly Value[];
  /** Single numbers that are spread over the lanes. */
  readonly scalars: readonly Value[];
}

/** The loops of a tail. Two results share one if they share an array that one of them changes, or a computation. */
export function loopsOf({ next, edges }: Pick<Partition, 'next' | 'edges'>): Loop[] {
  const groups: { results: Loop['results'][number][]; touched: Set<Value | string>; size: number }[] = [];
  for (const [state, value] of next) {
    const size = sizeOf(value.shape);
    if (size === 1) continue;
    const merged = { results: [{ state, value }], touched: touchedBy(state, value, edges), size };
    for (const group of groups.filter((other) => other.size === size && overlaps(other.touched, merged.touched))) {
      merged.results.unshift(...group.results);
      for (const touched of group.touched) merged.touched.add(touched);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  }
  return groups.map(({ results, size }) => ({
    size,
    results,
    ...leavesOf(
      results.map(({ value }) => value),
      edges,
    ),
  }));
}

/** Every array that a result reads or passes through, states by name, and the state that it replaces. */
function touchedBy(state: number, value: Value, edges: Partition['edges']): Set<Value | string> {
  const touched = new Set<Value | string>([graphName('state', state)]);
  const visit = (at: Value) => {
    if (touched.has(at) || sizeOf(at.shape) === 1) return;
    touched.add(at.source.kind === 'input' ? at.source.name : at);
    const node = edges.has(at) ? undefined : producer(at);
    if (node) for (const operand of operandsOf(node)) visit(operand);
  };
  visit(value);
  return touched;
}

const overlaps = (a: ReadonlySet<Value | string>, b: ReadonlySet<Value | string>) =>
  [...a].some((value) => b.has(value));

/** The arrays and single numbers that a calculation begins with. */
export function leavesOf(values: readonly Value[], edges: Partition['edges']): Pick<Loop, 'arrays' | 'scalars'> {
  const arrays: Value[] = [];
  const scalars: Value[] = [];
  const seen = new Set<Value>();
  const visit = (value: Value) => {
    if (seen.has(value)) return;
    seen.add(value);
    const node = edges.has(value) ? undefined : producer(value);
    if (sizeOf(value.shape) === 1) scalars.push(value);
    else if (node) operandsOf(node).forEach(visit);
    else arrays.push(value);
  };
  values.forEach(visit);
  return { arrays, scalars };
}
