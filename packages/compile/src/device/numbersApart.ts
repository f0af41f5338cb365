import { type Graph, inOrder, input, inputName, isNumber, type Node, type Value } from '../graph/graph.ts';
import { graphName, isOf, numberOf } from '../graph/names.ts';
import { scalarFunction } from '../graph/scalarMath.ts';
import { rewrite } from '../passes/rewrite.ts';
import { operandsOf } from '../tail/operandsOf.ts';

/** A step in two parts: arrays, for a GPU, and single numbers, for the host. */
export interface NumbersApart {
  /** Its inputs `made/k` are the numbers that the host computes before it. */
  readonly graph: Graph;
  /** These numbers, in their order. */
  readonly made: readonly Value[];
  /** New states of one number that the host computes, by their numbers: they stay with the host. */
  readonly next: ReadonlyMap<number, Value>;
}

/**
 * Takes the arithmetic of single numbers, such as the step count of Adam and its corrections, out of a graph for a GPU, where each operation
 * would be the start of a kernel.
 */
export function numbersApart({ inputs, outputs }: Graph): NumbersApart {
  const ordered = inOrder(Object.values(outputs));
  const singles = Object.entries(outputs).flatMap(([name, value]): [number, Value][] => {
    const state = numberOf('next', name);
    return state !== undefined && value.dtype === 'float32' && value.shape.length === 0 ? [[state, value]] : [];
  });
  const { able, next } = ableWith(ordered, new Map(singles));
  const leaves = inputs.filter((value) => isLeaf(value, next));
  const known = new Set([...able, ...leaves.filter((leaf) => isOf(inputName(leaf), 'state'))]);
  const kept = Object.entries(outputs).filter(([name]) => !next.has(numberOf('next', name) ?? -1));
  if (kept.length === 0) return { graph: { inputs, outputs }, made: [], next: new Map() };
  const rest = ordered.filter(({ outputs }) => !able.has(outputs[0] as Value));
  const used = [...rest.flatMap(({ inputs }) => inputs), ...kept.map(([, value]) => value)];
  const made = [...new Set(used.filter((value): value is Value => value !== undefined && known.has(value)))];
  const fed = made.map(({ dtype, shape }, k) => input(graphName('made', k), dtype, shape));
  const given = new Map(made.map((value, k) => [value, fed[k] as Value]));
  const others = inputs.filter((value) => !known.has(value));
  const graph = rewrite({ inputs: [...others, ...fed], outputs: Object.fromEntries(kept) }, () => undefined, given);
  return { graph, made, next };
}

/** What the host has before a run: constants, numbers of the caller, and states that it keeps. */
function isLeaf(value: Value, next: ReadonlyMap<number, Value>): boolean {
  if (!isNumber(value)) return false;
  if (value.source.kind === 'constant') return true;
  return isOf(inputName(value), 'number') || next.has(numberOf('state', inputName(value)) ?? -1);
}

/** Results of the nodes that the host can compute, with as many of these states as it can keep. */
function ableWith(ordered: readonly Node[], next: ReadonlyMap<number, Value>): Able {
  const able = new Set<Value>();
  for (const node of ordered) {
    const [result] = node.outputs as readonly [Value];
    const has = operandsOf(node).every((operand) => able.has(operand) || isLeaf(operand, next));
    if (isNumber(result) && has && scalarFunction(node)) able.add(result);
  }
  const staying = new Map([...next].filter(([, value]) => able.has(value)));
  return staying.size === next.size ? { able, next } : ableWith(ordered, staying);
}

interface Able {
  readonly able: ReadonlySet<Value>;
  readonly next: ReadonlyMap<number, Value>;
}
