import { type Node, sizeOf, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions, transpose } from '../graph/ops.ts';

/** Multiplications from which a transposition is worth its time: of [128, 784]ᵀ·[128, 128] it is not, of [128, 512]ᵀ·[128, 256] it is. */
const worthwhile = 2 ** 24;

/** Columns of B for which ONNX Runtime turns A's columns into rows once. */
const once = 128;

/**
 * Aᵀ·B, the gradient of a layer's weights, with Aᵀ written out. ONNX Runtime would turn A's columns into rows again for each 128 columns of
 * B: 250 µs for [128, 784]ᵀ·[128, 400] on two threads instead of 191, and 16 for the transposition.
 */
export function gemmOfColumns(node: Node): Value | undefined {
  if (node.op !== 'Gemm') return undefined;
  const { transA, ...options } = gemmOptions(node);
  const [a, b, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const columns = b.shape[options.transB ? 0 : 1] as number;
  if (!transA || columns <= once || sizeOf(a.shape) * columns < worthwhile) return undefined;
  return gemm(transpose(a, [1, 0]), b, { ...options, bias });
}
