import { type Graph, inOrder, type Node, nodes, type Value } from '../graph/graph.ts';
import { bytesOf, constantKey, sameBytes } from './constants.ts';

const attributeKeys = new WeakMap<Node['attributes'], string>();

function attributesKey({ attributes }: Node): string {
  const key = attributeKeys.get(attributes) ?? JSON.stringify(attributes);
  attributeKeys.set(attributes, key);
  return key;
}

/** One node for each distinct computation, one constant for each distinct array. */
export function shareCommon(graph: Graph): Graph {
  const numbers = new Map<Value, number>();
  const constants = new Map<string, Value[]>();
  const computed = new Map<string, readonly Value[]>();
  const known = new Map<Value, Value>();
  const renew = (value: Value): Value => {
    if (value.source.kind === 'constant' && !known.has(value)) {
      const key = constantKey(value);
      const alike = constants.get(key) ?? [];
      const equal = alike.find((other) => sameBytes(bytesOf(other), bytesOf(value)));
      if (!equal) constants.set(key, [...alike, value]);
      known.set(value, equal ?? value);
    }
    return known.get(value) ?? value;
  };
  const numberOf = (value: Value | undefined) => {
    if (value === undefined) return '';
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return String(numbers.get(value));
  };
  const share = (node: Node) => {
    const inputs = node.inputs.map((operand) => operand && renew(operand));
    const key = `${node.op}|${inputs.map(numberOf)}|${attributesKey(node)}`;
    const made =
      computed.get(key) ??
      (inputs.some((operand, i) => operand !== node.inputs[i])
        ? nodes(node.op, inputs, node.outputs, node.attributes)
        : node.outputs);
    computed.set(key, made);
    node.outputs.forEach((output, i) => {
      known.set(output, made[i] as Value);
    });
  };
  for (const node of inOrder(Object.values(graph.outputs))) share(node);
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, renew(value)]);
  return { inputs: graph.inputs, outputs: Object.fromEntries(outputs) };
}
