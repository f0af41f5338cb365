import { type Node, node, type Value } from '../graph/graph.ts';
import { transpose } from '../graph/ops.ts';
export function gemmWithoutTranspose(made: Node): Value | undefined {
  if (made.op !== 'Gemm' || made.attributes.transA !== 1) return undefined;
  const [a, b, ...rest] = made.inputs as [Value, Value];
  const result = made.outputs[0] as Value;
  const n = (a.shape[0] as number) * (a.shape[1] as number) * (b.shape[made.attributes.transB ? 0 : 1] as number);
  if (n < Number(process.env.NOTA)) return undefined;
  const { transA, ...attributes } = made.attributes;
  return node('Gemm', [transpose(a, [1, 0]), b, ...rest], result, attributes);
}
