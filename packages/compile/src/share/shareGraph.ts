import { flop } from '../graph/flop.ts';
import { type Graph, inOrder, input, inputName, type Node, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import type { Partition } from '../tail/partition.ts';
import { canJoin, looseEdges } from './joins.ts';
import { spreadOf } from './rules.ts';
import { cut, type Spread, shareOf, whole } from './spread.ts';

/** A step's graph over one share of its batch. Inputs and outputs keep their names. */
export interface ShareGraph {
  readonly graph: Graph;
  /** How each input and output is spread over the shares. */
  readonly spreads: ReadonlyMap<string, Spread>;
}

/** Part of the products that each share may make once more for itself, because they do not depend on the batch. */
const mostRepeated = 0.05;

/**
 * A step over a batch as one over a share of it. Undefined where shares would need something of each other before the end, as in batch
 * normalisation, or where an operation has no rule.
 */
export function shareGraph(step: Partition, shares: number): ShareGraph | undefined {
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
  const repeated: Node[] = [];
  for (const node of inOrder(Object.values(graph.outputs))) {
    const operands = node.inputs.map((operand) => operand && held(operand));
    if (operands.every((operand) => operand === undefined || operand.how === 'whole')) {
      repeated.push(node);
      continue;
    }
    const made = spreadOf(node, operands, shares);
    if (!made) return undefined;
    spreads.set(node.outputs[0] as Value, made);
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
  };
}

/** The length of the first input that has rows. */
function batchOf({ inputs }: Graph): number | undefined {
  return inputs.find((value) => isOf(inputName(value), 'rows', 'array'))?.shape[0];
}

const flopOf = (made: readonly Node[]) =>
  flop({ inputs: [], outputs: Object.fromEntries(made.map(({ outputs }, i) => [i, outputs[0] as Value])) });
