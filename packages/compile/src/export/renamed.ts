import { type Graph, inOrder, input, nodes, type Value } from '../graph/graph.ts';
import { keyOf, numberOf } from '../graph/names.ts';

/** A traced graph under its user's names: `array/y` is y, `state/i` the i-th of `state`, `out/z` z. */
export function renamed(graph: Graph, state: readonly string[]): Graph {
  const known = new Map<Value, Value>();
  const renew = (value: Value): Value => {
    if (value.source.kind !== 'input') return known.get(value) ?? value;
    const fresh = known.get(value) ?? input(ownName(value.source.name, state), value.dtype, value.shape);
    known.set(value, fresh);
    return fresh;
  };
  const inputs = graph.inputs.map(renew);
  for (const node of inOrder(Object.values(graph.outputs))) {
    const operands = node.inputs.map((operand) => operand && renew(operand));
    const made = nodes(node.op, operands, node.outputs, node.attributes);
    node.outputs.forEach((output, i) => {
      known.set(output, made[i] as Value);
    });
  }
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [keyOf('out', name) ?? name, renew(value)]);
  return { inputs, outputs: Object.fromEntries(outputs) };
}

function ownName(name: string, state: readonly string[]): string {
  const index = numberOf('state', name);
  return index === undefined ? (keyOf('array', name) ?? name) : (state[index] as string);
}
