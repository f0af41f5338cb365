import { batchOf } from '../graph/batchOf.ts';
import { flop } from '../graph/flop.ts';
import { type Graph, inOrder, input, inputName, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { graphName, isOf } from '../graph/names.ts';
import { reshape } from '../graph/ops.ts';
import { isElementwise } from '../passes/elementwiseOps.ts';
import type { Partition } from '../tail/partition.ts';
import { sumOf, unshaped } from './addends.ts';
import { canJoin, looseEdges } from './joins.ts';
import { columnSum } from './rowOps.ts';
import { spreadOf } from './rules.ts';
import { again, cut, isCut, type Spread, shareOf, whole } from './spread.ts';

/** A step's graph over one share of its batch. Inputs and outputs keep their names. */
export interface ShareGraph {
  readonly graph: Graph;
  /** How each input and output is spread over the shares. */
  readonly spreads: ReadonlyMap<string, Spread>;
  /** Sums that shares need of each other before the end, by the names of their addends, in an order in which they can be made. */
  readonly exchanged: ReadonlyMap<string, Value>;
}

/** Part of the products that each share may make once more for itself, because they do not depend on the batch. */
const mostRepeated = 0.05;

/** Numbers of a sum, at most, that is made whole before anything is computed of it: a factor for each channel, not a gradient. */
const mostFactors = 8192;

/**
 * A step over a batch as one over a share of it. Undefined where an operation has no rule, and where shares would need something of each
 * other before the end, as in batch normalisation, unless they may exchange it.
 */
export function shareGraph(step: Partition, shares: number, { exchanges = false } = {}): ShareGraph | undefined {
  const { graph } = step;
  const batch = batchOf(graph);
  if (batch === undefined || batch % shares !== 0) return undefined;
  const spreads = new Map<Value, Spread>();
  const held = (value: Value): Spread => {
    const known = spreads.get(value);
    if (known || value.shape[0] !== batch || !isOf(inputName(value), 'rows', 'array', 'draw'))
      return known ?? whole(value);
    const made = cut(input(inputName(value), value.dtype, shareOf(value.shape, 0, shares)), 0);
    spreads.set(value, made);
    return made;
  };
  const { exchanged, settled } = exchange(shares);
  const repeated: Node[] = [];
  const repeat = (node: Node, operands: readonly (Spread | undefined)[]) => {
    const same = operands.every((operand, i) => operand?.value === node.inputs[i]);
    if (!same && node.outputs.length > 1) return undefined;
    const [result] = node.outputs as readonly [Value];
    const value = same
      ? result
      : again(
          node,
          operands.map((operand) => operand?.value),
          result.shape,
        );
    repeated.push(producer(value) as Node);
    return whole(value);
  };
  const spread = (node: Node, operands: readonly (Spread | undefined)[]) =>
    operands.every((operand) => operand === undefined || operand.how === 'whole')
      ? repeat(node, operands)
      : spreadOf(node, operands, shares);
  for (const node of inOrder(Object.values(graph.outputs))) {
    const operands = node.inputs.map((operand) => operand && held(operand));
    const late = exchanges && operands.some((operand) => operand?.how === 'sum');
    const made =
      (late && isLate(node, operands) ? undefined : spread(node, operands)) ??
      (late ? spread(node, operands.map(settled)) : undefined);
    if (!made) return undefined;
    if (made.value === node.outputs[0]) continue;
    // Several results are spread alike.
    const results = node.outputs.length > 1 ? (producer(made.value)?.outputs ?? []) : [made.value];
    for (const [i, output] of node.outputs.entries()) spreads.set(output, { ...made, value: results[i] as Value });
  }
  const inputs = graph.inputs.map((value) => [inputName(value), held(value)] as const);
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, held(value)] as const);
  const loose = looseEdges(step, held);
  if (!outputs.every(([name, spread]) => canJoin(name, spread, loose))) return undefined;
  if (flopOf(repeated) > mostRepeated * flop(graph)) return undefined;
  return {
    graph: {
      inputs: inputs.map(([, { value }]) => value),
      outputs: Object.fromEntries(outputs.map(([name, { value }]) => [name, value])),
    },
    spreads: new Map([...inputs, ...outputs]),
    exchanged,
  };
}

/** Sums whose addends shares tell each other. */
function exchange(shares: number) {
  const exchanged = new Map<string, Value>();
  const made = new Map<Value, Value>();
  const settled = (spread: Spread | undefined): Spread | undefined => {
    if (spread?.how !== 'sum') return spread;
    const bare = unshaped(spread.value);
    const name = graphName('part', exchanged.size);
    const value = made.get(bare) ?? sumOf(name, bare, shares);
    if (!made.has(bare)) exchanged.set(name, bare);
    made.set(bare, value);
    return whole(reshape(value, spread.value.shape));
  };
  return { exchanged, settled };
}

/** Whether an operation on sums over rows may as well come after the sums are made whole: arithmetic on a few numbers, before it spreads over a batch. */
const isLate = ({ op }: Node, operands: readonly (Spread | undefined)[]) =>
  isElementwise(op) &&
  operands.every((x) => x && !isCut(x) && sizeOf(x.value.shape) <= mostFactors) &&
  operands.every((x) => x?.how !== 'sum' || isColumnSum(unshaped(x.value)));

const isColumnSum = (value: Value) => {
  const node = producer(value);
  return node !== undefined && sizeOf(value.shape) > 1 && columnSum(node) !== undefined;
};

const flopOf = (made: readonly Node[]) =>
  flop({ inputs: [], outputs: Object.fromEntries(made.map(({ outputs }, i) => [i, outputs[0] as Value])) });
