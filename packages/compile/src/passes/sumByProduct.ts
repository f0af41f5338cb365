import { type Node, sizeOf, type Value } from '../graph/graph.ts';
import { matmul, reduce, reshape, scalar } from '../graph/ops.ts';
import { integersOf, splat } from './constants.ts';

/**
 * A sum or a mean over leading axes, [rows…, n] → [n], as ones[1, rows] · x[rows, n].
 * ONNX Runtime spreads a product over its threads and not such a sum: 0.05 ms instead of 1.3 for [100 352, 1].
 */
export function sumByProduct(node: Node): Value | undefined {
  if (node.op !== 'ReduceSum' && node.op !== 'ReduceMean') return undefined;
  const x = node.inputs[0] as Value;
  const result = node.outputs[0] as Value;
  const axes = [...(integersOf(node.inputs[1]) ?? [])].sort((a, b) => a - b);
  const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((axis, i) => axis === i);
  if (!leading || x.dtype !== 'float32') return undefined;
  const rows = sizeOf(x.shape.slice(0, axes.length));
  const columns = sizeOf(x.shape.slice(axes.length));
  if (columns === 1) return reshape(reduce(node.op, reshape(x, [rows]), [0]), result.shape);
  const ones = splat(scalar(node.op === 'ReduceMean' ? 1 / rows : 1), [1, rows]);
  return reshape(matmul(ones, reshape(x, [rows, columns])), result.shape);
}
