import { type Graph, inOrder, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { graphName, isOf, numberOf } from '../graph/names.ts';
import { scalarFunction } from '../graph/scalarMath.ts';
import { joinSums } from './joinSums.ts';
import { isSum, operandsOf } from './operandsOf.ts';
import { isVectorNode } from './vectorOps.ts';

/** A step in two parts: the graph for ONNX Runtime, and the arithmetic after it that ends in the state and in single numbers. */
export interface Partition {
  /** Outputs: `out/…` that the tail does not make, and `edge/k` for each array that the tail starts from. */
  readonly graph: Graph;
  /** New states by their numbers. */
  readonly next: ReadonlyMap<number, Value>;
  /** Outputs of the step that the tail makes, by their names: single numbers. */
  readonly results: ReadonlyMap<string, Value>;
  /** Where the tail ends: a value that ONNX Runtime makes, by the name of its output. */
  readonly edges: ReadonlyMap<Value, string>;
}

/**
 * Cuts the elementwise tail off: a node is in it if it can be, and everything that needs its result is in it too.
 * So no work is done twice, except that a mask is recomputed where it is needed.
 */
export function partition(graph: Graph): Partition {
  const { inputs, outputs } = joinSums(graph);
  const next = new Map<number, Value>();
  const kept: Record<string, Value> = {};
  for (const [name, value] of Object.entries(outputs)) {
    const state = numberOf('next', name);
    if (state !== undefined) next.set(state, value);
    else kept[name] = value;
  }
  const ordered = inOrder(Object.values(outputs));
  const able = new Set<Node>();
  // A sum of what other sums are needed for would have to wait for them.
  const summed = new Set<Node>();
  for (const node of ordered) {
    const behind = operandsOf(node).some((operand) => summed.has(producer(operand) as Node));
    if (isSum(node) ? behind : !isTailNode(node, able)) continue;
    able.add(node);
    if (behind || isSum(node)) summed.add(node);
  }
  const results = new Map<string, Value>();
  for (const [name, value] of Object.entries(kept)) {
    if (sizeOf(value.shape) > 1 || value.dtype !== 'float32' || !summed.has(producer(value) as Node)) continue;
    results.set(name, value);
    delete kept[name];
  }
  const needed = new Set<Value>(Object.values(kept));
  const masks = [...next.values()].filter(({ dtype, shape }) => dtype === 'bool' && sizeOf(shape) > 1);
  for (const mask of masks) needed.add(mask);
  const tail = new Set<Node>();
  for (const node of [...ordered].reverse()) {
    const result = node.outputs[0] as Value;
    const inside = able.has(node) && !needed.has(result);
    if (inside) tail.add(node);
    else for (const operand of node.inputs) if (operand) needed.add(operand);
  }
  const edges = new Map<Value, string>();
  const seen = new Set<Value>();
  const visit = (value: Value) => {
    if (seen.has(value)) return;
    seen.add(value);
    const node = producer(value);
    if (node && (tail.has(node) || (value.dtype === 'bool' && able.has(node) && !masks.includes(value)))) {
      for (const operand of operandsOf(node)) visit(operand);
    } else if (!isLeaf(value)) {
      edges.set(value, graphName('edge', edges.size));
    }
  };
  for (const value of [...next.values(), ...results.values()]) visit(value);
  for (const [value, name] of edges) kept[name] = value;
  return { graph: { inputs, outputs: kept }, next, results, edges };
}

/** What lies in memory before a run, and single constants, need no help from ONNX Runtime. */
function isLeaf({ shape, source }: Value): boolean {
  if (source.kind === 'input') return isOf(source.name, 'state', 'number', 'draw');
  return source.kind === 'constant' && sizeOf(shape) === 1;
}

function isTailNode(node: Node, able: ReadonlySet<Node>): boolean {
  const single = sizeOf(node.outputs[0]?.shape ?? []) === 1 && operandsOf(node).every((x) => sizeOf(x.shape) === 1);
  if (single) return scalarFunction(node) !== undefined;
  if (!isVectorNode(node)) return false;
  return operandsOf(node).every((operand) => {
    if (operand.dtype === 'float32') return true;
    const made = producer(operand);
    return made !== undefined && able.has(made);
  });
}
