import { constant, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions, matmul, reshape } from '../graph/ops.ts';
import { splatOf } from './constants.ts';

/** (c · A) · B = c · (A · B) for a number c, which a product multiplies by anyway: one pass over A less. */
export function gemmAlpha(node: Node): Value | undefined {
  if (node.op === 'MatMul') return sumAlpha(node);
  if (node.op !== 'Gemm') return undefined;
  const [a, b, bias] = node.inputs as readonly [Value, Value, Value | undefined];
  const [left, right] = [factorOf(a), factorOf(b)];
  if (!left && !right) return undefined;
  const options = gemmOptions(node);
  const alpha = options.alpha * (left?.factor ?? 1) * (right?.factor ?? 1);
  return gemm(left?.x ?? a, right?.x ?? b, { ...options, alpha, bias });
}

/** The same for a sum of rows, ones · (c · A) = (c, …) · A. */
function sumAlpha(node: Node): Value | undefined {
  const [ones, rows] = node.inputs as readonly [Value, Value];
  const each = splatOf(ones);
  const made = each === undefined ? undefined : factorOf(rows);
  if (!made) return undefined;
  const factors = new Float32Array(sizeOf(ones.shape)).fill((each as number) * made.factor);
  return matmul(constant('float32', ones.shape, factors), made.x);
}

/** A matrix that is a number times another, perhaps in another shape. */
export function factorOf(value: Value): { x: Value; factor: number } | undefined {
  const made = producer(producer(value, 'Reshape')?.inputs[0] ?? value, 'Mul');
  if (!made) return undefined;
  const [a, b] = made.inputs as readonly [Value, Value];
  const [x, number] = sizeOf(a.shape) === 1 ? [b, a] : [a, b];
  const factor = sizeOf(number.shape) === 1 ? splatOf(number) : undefined;
  return factor === undefined ? undefined : { x: reshape(x, value.shape), factor };
}
