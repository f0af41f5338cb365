import { flop } from '../graph/flop.ts';
import { type Graph, input, sizeOf, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { binary } from '../graph/ops.ts';
import type { Costs } from '../lower/costs.ts';
import { rewrite } from '../passes/rewrite.ts';
import type { HostTensor } from '../run/runtime.ts';
import type { Partition } from '../tail/partition.ts';
import { addendsOf } from './addends.ts';
import { shareGraph } from './shareGraph.ts';
import { isCut, type Spread } from './spread.ts';
import { type Stages, stagesOf } from './stages.ts';

/**
 * Shares of a batch, however many threads there are, so that sums are made in one order. Two are worth having for every step that was
 * tried. Four take 4 to 14 % less than two where each weight meets five thousand rows or more, as in a convolution of large images: less
 * lies in the cache at once. They take 3 to 20 % more where it meets a few hundred to two thousand, because each share writes a gradient of all weights.
 */
const [few, more] = [2, 4];
const manyRows = 4000;

/**
 * Products of each addend from which shares are worth having, however many addends there are: with 600 to 2000 they take 4 to 12 % less, with 80 to
 * 340 and more weights than a cache holds 2 to 12 % more.
 */
const enough = 500;

/**
 * A step in shares of its batch, each of which is done by threads of its own: from the first operation to the last, or in stages, between
 * which shares tell each other their sums. Threads that have a part of each operation wait for the slowest after each of them, and each works on what another core has in its cache.
 */
export interface SharedStep extends Omit<Partition, 'graph'>, Pick<Stages, 'stages'> {
  /** What lies between stages: the name and the whole of each array. */
  readonly parts: readonly (readonly [name: string, array: Pick<Value, 'dtype' | 'shape'>])[];
  /** How many there are. */
  readonly shares: number;
  /** Of the arrays that an output is written to: one, or one of each share. */
  namesOf(output: string): readonly string[];
  /** What a share reads or writes of an array. */
  partOf(name: string, array: HostTensor, share: number): HostTensor;
}

/** Undefined where a step cannot be done so. */
export function sharedStep(
  step: Partition,
  { addendsPerProduct }: Pick<Costs, 'addendsPerProduct'>,
): SharedStep | undefined {
  const halves = inStages(step, few);
  if (!halves) return undefined;
  const { numbers, products } = summed(step, halves);
  if (products < enough && numbers > addendsPerProduct * products) return undefined;
  const quarters = products > manyRows ? inStages(step, more) : undefined;
  const shares = quarters ? more : few;
  const { stages, spreads, parts } = quarters ?? halves;
  const namesOf = (name: string) => addendsOf(name, shares);
  return {
    stages,
    parts: [...parts].flatMap(([name, { dtype, shape }]) =>
      isCut(spreads.get(name))
        ? [[name, { dtype, shape: [shares, ...shape] }] as const]
        : namesOf(name).map((own) => [own, { dtype, shape }] as const),
    ),
    shares,
    ...sharedTail(step, spreads, namesOf),
    namesOf: (output) => (isCut(spreads.get(output)) ? [output] : namesOf(output)),
    partOf(name, array, share) {
      const spread = spreads.get(name);
      if (!isCut(spread)) return array;
      const length = array.values.length / shares;
      const values = array.values.subarray(share * length, (share + 1) * length);
      return { dtype: array.dtype, shape: spread.value.shape, values };
    },
  };
}

/** In one stage, or in several where shares exchange sums. */
function inStages(step: Partition, shares: number): Stages | undefined {
  const single = shareGraph(step, shares);
  if (single) return { stages: [{ graph: single.graph, loops: [] }], spreads: single.spreads, parts: new Map() };
  const share = shareGraph(step, shares, { exchanges: true });
  return share && stagesOf(share, shares);
}

/** Numbers that the shares of a step add up, and how many of its products there are for each. */
function summed({ graph }: Partition, { spreads }: Stages) {
  const sums = [...spreads.values()].filter(({ how }) => how === 'sum');
  const numbers = sums.reduce((all, { value }) => all + sizeOf(value.shape), 0);
  return { numbers, products: numbers === 0 ? 0 : flop(graph) / 2 / numbers };
}

/** The tail adds up what shares give, where it needs a sum of it. */
function sharedTail(
  { next, results, edges }: Partition,
  spreads: ReadonlyMap<string, Spread>,
  addends: (name: string) => readonly string[],
): Pick<Partition, 'next' | 'results' | 'edges'> {
  /** What the tail begins with: nothing before it is made anew. */
  const known = new Map<Value, Value>();
  const ends = new Map<Value, string>();
  for (const [value, edge] of edges) {
    if (spreads.get(edge)?.how !== 'sum') {
      ends.set(value, edge);
      known.set(value, value);
      continue;
    }
    const given = addends(edge).map((name) => {
      const addend = input(name, value.dtype, value.shape);
      ends.set(addend, name);
      return addend;
    });
    known.set(
      value,
      given.reduce((sum, addend) => binary('Add', sum, addend)),
    );
  }
  const states = [...next].map(([state, value]) => [graphName('next', state), value] as const);
  const whole: Graph = { inputs: [], outputs: Object.fromEntries([...states, ...results]) };
  const { outputs } = rewrite(whole, () => undefined, known);
  return {
    next: new Map([...next.keys()].map((state) => [state, outputs[graphName('next', state)] as Value])),
    results: new Map([...results.keys()].map((name) => [name, outputs[name] as Value])),
    edges: ends,
  };
}
