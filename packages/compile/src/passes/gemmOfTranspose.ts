import { type Node, producer, type Value } from '../graph/graph.ts';
import { gemm } from '../graph/ops.ts';

/** A transposed factor is a flag of the product. */
export function gemmOfTranspose(node: Node): Value | undefined {
  if (node.op !== 'Gemm') return undefined;
  const [a, b, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const fromA = producer(a, 'Transpose')?.inputs[0];
  const fromB = producer(b, 'Transpose')?.inputs[0];
  if (!fromA && !fromB) return undefined;
  return gemm(fromA ?? a, fromB ?? b, {
    transA: (node.attributes.transA === 1) !== (fromA !== undefined),
    transB: (node.attributes.transB === 1) !== (fromB !== undefined),
    bias,
  });
}
