import { type Node, node, producer, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions, reshape, transpose } from '../graph/ops.ts';
import { isRepeatable } from './elementwiseOps.ts';
import { gemmOfTranspose } from './gemmOfTranspose.ts';
import { turned } from './turned.ts';

/**
 * Transposes of matrices, each made once: a product or elementwise arithmetic is done the other way round, over the transposes of its
 * operands; what else there is, is transposed.
 *
 * @param known transposes that are there; more are added
 */
export function transposer(known: Map<Value, Value>): (value: Value) => Value {
  const across = (value: Value): Value => {
    const before = known.get(value) ?? turned(value);
    if (before || sizeOf(value.shape) === 1) return before ?? value;
    const made = producer(value);
    const result = (made && (product(made, across) ?? arithmetic(made, across))) ?? transpose(value, [1, 0]);
    known.set(value, result);
    return result;
  };
  return across;
}

/** (A·B + C)ᵀ = Bᵀ·Aᵀ + Cᵀ. */
export function product(made: Node, across: (value: Value) => Value): Value | undefined {
  if (made.op !== 'Gemm') return undefined;
  const [a, b, bias] = made.inputs as readonly [Value, Value, Value | undefined];
  const { transA, transB, alpha } = gemmOptions(made);
  const result = gemm(b, a, {
    transA: !transB,
    transB: !transA,
    alpha,
    bias: bias && spread(bias, made.outputs[0] as Value, across),
  });
  return gemmOfTranspose(producer(result) as Node) ?? result;
}

/** Elementwise arithmetic of a matrix with matrices, rows, columns and numbers. */
export function arithmetic(made: Node, across: (value: Value) => Value): Value | undefined {
  if (!isRepeatable(made.op) && made.op !== 'DequantizeLinear') return undefined;
  const result = made.outputs[0] as Value;
  const operands = (made.inputs as readonly Value[]).map((operand) => spread(operand, result, across));
  return node(made.op, operands, { dtype: result.dtype, shape: [...result.shape].reverse() }, made.attributes);
}

/** The transpose of an operand that may be broadcast to a matrix: a row becomes a column. */
function spread(operand: Value, { shape }: Value, across: (value: Value) => Value): Value {
  if (sizeOf(operand.shape) === 1) return operand;
  if (sameShape(operand.shape, shape)) return across(operand);
  return reshape(operand, [...(operand.shape.length === 1 ? [1, ...operand.shape] : operand.shape)].reverse());
}
