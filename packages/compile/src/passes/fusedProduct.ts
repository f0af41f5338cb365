import { type Node, producer, type Value } from '../graph/graph.ts';
import { fusedMatmul, gemmOptions, swapped, transpose } from '../graph/ops.ts';
import { factorOf } from './gemmAlpha.ts';

/**
 * A product of stacks with a factor that is transposed, or a number times another, as one operation of ONNX Runtime's own: c · (A · Bᵀ). Bᵀ is packed as it is
 * read, where a Transpose of columns moves one number at a time. Keys that change places otherwise too, [batch, tokens, heads, d] → [batch, heads, d, tokens],
 * go to [batch, heads, tokens, d], whose rows stay together and which the gradient needs as well.
 */
export function fusedProduct(node: Node): Value | undefined {
  const [a, b] = node.inputs as readonly [Value, Value];
  if ((node.op !== 'MatMul' && node.op !== 'FusedMatMul') || a.shape.length < 3 || b.shape.length < 3) return undefined;
  const { transA, transB, alpha } = gemmOptions(node);
  const [left, right] = [factorOf(a), factorOf(b)];
  if (left || right) {
    const factor = (left?.factor ?? 1) * (right?.factor ?? 1);
    return fusedMatmul(left?.x ?? a, right?.x ?? b, { transA, transB, alpha: alpha * factor });
  }
  const [fromA, fromB] = [rowsOf(a), rowsOf(b)];
  if (!fromA && !fromB) return undefined;
  return fusedMatmul(fromA ?? a, fromB ?? b, { transA: transA !== !!fromA, transB: transB !== !!fromB, alpha });
}

/** What the matrices of a stack are the transposes of, if rows stay together there. */
function rowsOf(value: Value): Value | undefined {
  const made = producer(value, 'Transpose');
  if (!made) return undefined;
  const perm = swapped(made.attributes.perm as readonly number[]);
  const x = made.inputs[0] as Value;
  if (perm.every((axis, i) => axis === i)) return x;
  return perm.at(-1) === perm.length - 1 ? transpose(x, perm) : undefined;
}
