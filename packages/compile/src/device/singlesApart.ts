import { type Graph, isNumber, type Node, producer, type Value } from '../graph/graph.ts';
import { graphName, isOf } from '../graph/names.ts';
import { concat, reshape } from '../graph/ops.ts';
import { scalarFunction } from '../graph/scalarMath.ts';
import { operandsOf } from '../tail/operandsOf.ts';

/** A step whose results that are single numbers, such as losses, cross from a GPU as one array, and are finished by the host. */
export interface SinglesApart {
  /** Its output `singles/` has the edges, in their order. */
  readonly graph: Graph;
  /** Single numbers that the graph computes from arrays. */
  readonly edges: readonly Value[];
  /** Results that follow from them, by their names: a weighted sum of terms is no kernel. */
  readonly results: ReadonlyMap<string, Value>;
}

export function singlesApart({ inputs, outputs }: Graph): SinglesApart {
  const entries = Object.entries(outputs);
  const results = new Map(entries.filter((output) => isSingle(...output)));
  const seen = new Set<Value>();
  const edges: Value[] = [];
  const visit = (value: Value) => {
    if (seen.has(value) || value.source.kind === 'constant') return;
    seen.add(value);
    const node = producer(value);
    if (node && isArithmetic(node)) for (const operand of operandsOf(node)) visit(operand);
    else edges.push(value);
  };
  for (const value of results.values()) visit(value);
  if (edges.length === 0) return { graph: { inputs, outputs }, edges, results: new Map() };
  const others = entries.filter(([name]) => !results.has(name));
  const joined = [graphName('singles', ''), joinedOf(edges)] as const;
  return { graph: { inputs, outputs: Object.fromEntries([...others, joined]) }, edges, results };
}

const isSingle = (name: string, value: Value) => isOf(name, 'out') && isNumber(value);

const isArithmetic = (node: Node) =>
  scalarFunction(node) !== undefined && [...node.outputs, ...operandsOf(node)].every(isNumber);

function joinedOf(edges: readonly Value[]): Value {
  const parts = edges.map((value) => reshape(value, [1]));
  return parts.length > 1 ? concat(parts, 0) : (parts[0] as Value);
}
