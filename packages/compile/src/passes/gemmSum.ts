import { type Graph, inOrder, producer, sameShape, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions } from '../graph/ops.ts';
import { rewrite } from './rewrite.ts';

/** A·B + C with C a matrix, such as the gradient of two branches, as one product that begins with C. Only where nothing else needs A·B. */
export function gemmSum(graph: Graph): Graph {
  const uses = new Map<Value, number>();
  const use = (value: Value | undefined) => value && uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const value of Object.values(graph.outputs)) use(value);
  for (const { inputs } of inOrder(Object.values(graph.outputs))) inputs.forEach(use);
  const joined = (product: Value, other: Value, used: number | undefined): Value | undefined => {
    const made = producer(product, 'Gemm');
    if (!made || made.inputs[2] || used !== 1 || !sameShape(product.shape, other.shape)) return undefined;
    const [a, b] = made.inputs as readonly [Value, Value];
    return gemm(a, b, { ...gemmOptions(made), bias: other });
  };
  return rewrite(graph, (node, before) => {
    if (node.op !== 'Add') return undefined;
    const [a, b] = node.inputs as readonly [Value, Value];
    const [left, right] = before.inputs.map((operand) => uses.get(operand as Value));
    return joined(b, a, right) ?? joined(a, b, left);
  });
}
