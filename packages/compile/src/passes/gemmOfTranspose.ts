import { type Node, producer, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions } from '../graph/ops.ts';

/** A transposed factor is a flag of the product. */
export function gemmOfTranspose(node: Node): Value | undefined {
  if (node.op !== 'Gemm') return undefined;
  const [a, b, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const fromA = producer(a, 'Transpose')?.inputs[0];
  const fromB = producer(b, 'Transpose')?.inputs[0];
  if (!fromA && !fromB) return undefined;
  const { transA, transB, alpha } = gemmOptions(node);
  return gemm(fromA ?? a, fromB ?? b, {
    transA: transA !== (fromA !== undefined),
    transB: transB !== (fromB !== undefined),
    alpha,
    bias,
  });
}
