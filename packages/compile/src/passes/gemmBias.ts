import { type Node, producer, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions } from '../graph/ops.ts';

/** A·B + b, with b a row, as one Gemm; ONNX Runtime then takes the activation in as well. */
export function gemmBias(node: Node): Value | undefined {
  if (node.op !== 'Add') return undefined;
  const [a, b] = node.inputs as readonly [Value, Value];
  return joined(a, b) ?? joined(b, a);
}

function joined(product: Value, bias: Value): Value | undefined {
  const made = producer(product, 'Gemm');
  if (!made || made.inputs[2] || bias.shape.length !== 1 || bias.shape[0] !== product.shape[1]) return undefined;
  const [a, b] = made.inputs as readonly [Value, Value];
  return gemm(a, b, { ...gemmOptions(made), bias });
}
