import { type Graph, inOrder, type Node, nodes, producer, type Value } from '../graph/graph.ts';
import { checked } from './checked.ts';
import type { Rule } from './rule.ts';

/**
 * The graph with `rule` applied to every node, operands first, and again to what it gives.
 * A rule that changes a shape or a type is an error that names it.
 *
 * @param given what stands for some of its values
 */
export function rewrite(graph: Graph, rule: Rule, given: ReadonlyMap<Value, Value> = new Map()): Graph {
  const known = new Map(given);
  const apply = checked(rule);
  const renew = (value: Value) => known.get(value) ?? value;
  for (const node of inOrder(Object.values(graph.outputs))) {
    if (node.outputs.some((output) => given.has(output))) continue;
    const inputs = node.inputs.map((operand) => operand && renew(operand));
    const changed = inputs.some((operand, i) => operand !== node.inputs[i]);
    const outputs = changed ? nodes(node.op, inputs, node.outputs, node.attributes) : node.outputs;
    if (outputs.length > 1) {
      node.outputs.forEach((output, i) => {
        known.set(output, outputs[i] as Value);
      });
    } else {
      known.set(
        node.outputs[0] as Value,
        settle(outputs[0] as Value, (made) => apply(made, node)),
      );
    }
  }
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, renew(value)]);
  return { inputs: graph.inputs, outputs: Object.fromEntries(outputs) };
}

function settle(value: Value, rule: (node: Node) => Value | undefined): Value {
  let current = value;
  for (let node = producer(current); node && node.outputs.length === 1; node = producer(current)) {
    const next = rule(node);
    if (next === undefined || next === current) return current;
    current = next;
  }
  return current;
}
