import type { Graph, Value } from '../graph/graph.ts';
import { input } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { binary } from '../graph/ops.ts';
import { rewrite } from '../passes/rewrite.ts';
import type { HostTensor } from '../run/runtime.ts';
import type { Partition } from '../tail/partition.ts';
import { shareGraph } from './shareGraph.ts';
import { isCut, type Spread } from './spread.ts';

/** Shares of a batch, however many threads there are: so sums are made in one order. */
export const shareCount = 2;

/**
 * A step in shares of its batch, each of which is done from the first operation to the last by threads of its own. Threads that have a part
 * of each operation wait for the slowest after each of them, and each works on what another core has in its cache.
 */
export interface SharedStep extends Partition {
  /** Of the arrays that an output is written to: one, or one of each share. */
  namesOf(output: string): readonly string[];
  /** What a share reads or writes of an array. */
  partOf(name: string, array: HostTensor, share: number): HostTensor;
}

/** Undefined where a step cannot be done so. */
export function sharedStep(step: Partition): SharedStep | undefined {
  const found = shareGraph(step, shareCount);
  if (!found) return undefined;
  const { graph, spreads } = found;
  return {
    graph,
    ...sharedTail(step, spreads),
    namesOf: (output) => (isCut(spreads.get(output)) ? [output] : addends(output)),
    partOf(name, array, share) {
      const spread = spreads.get(name);
      if (!isCut(spread)) return array;
      const length = array.values.length / shareCount;
      const values = array.values.subarray(share * length, (share + 1) * length);
      return { dtype: array.dtype, shape: spread.value.shape, values };
    },
  };
}

/** What each share gives to a sum. */
const addends = (name: string) =>
  Array.from({ length: shareCount }, (_, share) => (share === 0 ? name : `${name}/${share}`));

/** The tail adds up what shares give, where it needs a sum of it. */
function sharedTail(
  { next, results, edges }: Partition,
  spreads: ReadonlyMap<string, Spread>,
): Pick<Partition, 'next' | 'results' | 'edges'> {
  const sums = new Map<Value, Value>();
  const ends = new Map<Value, string>();
  for (const [value, edge] of edges) {
    if (spreads.get(edge)?.how !== 'sum') {
      ends.set(value, edge);
      continue;
    }
    const given = addends(edge).map((name) => {
      const addend = input(name, value.dtype, value.shape);
      ends.set(addend, name);
      return addend;
    });
    sums.set(
      value,
      given.reduce((sum, addend) => binary('Add', sum, addend)),
    );
  }
  const states = [...next].map(([state, value]) => [graphName('next', state), value] as const);
  const whole: Graph = { inputs: [], outputs: Object.fromEntries([...states, ...results]) };
  const { outputs } = rewrite(whole, () => undefined, sums);
  return {
    next: new Map([...next.keys()].map((state) => [state, outputs[graphName('next', state)] as Value])),
    results: new Map([...results.keys()].map((name) => [name, outputs[name] as Value])),
    edges: ends,
  };
}
