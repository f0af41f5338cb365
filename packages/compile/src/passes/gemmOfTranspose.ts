import type { Node, Value } from '../graph/graph.ts';
import { gemm, gemmOptions } from '../graph/ops.ts';
import { turned } from './turned.ts';

/** A transposed factor is a flag of the product. */
export function gemmOfTranspose(node: Node): Value | undefined {
  if (node.op !== 'Gemm') return undefined;
  const [a, b, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const [fromA, fromB] = [turned(a), turned(b)];
  if (!fromA && !fromB) return undefined;
  const { transA, transB, alpha } = gemmOptions(node);
  return gemm(fromA ?? a, fromB ?? b, {
    transA: transA !== (fromA !== undefined),
    transB: transB !== (fromB !== undefined),
    alpha,
    bias,
  });
}
