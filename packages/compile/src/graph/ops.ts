import { expected } from '@latentkit/errors';
import { type DType, toValues } from './dtype.ts';
import { type Attributes, constant, type Node, node, type Shape, sameShape, sizeOf, type Value } from './graph.ts';

/** A number as a value of shape []. */
export function scalar(value: number, dtype: DType = 'float32'): Value {
  return constant(dtype, [], toValues(dtype, [value]));
}

/** Sizes, axes and other integers that ONNX takes as an operand. */
export function integers(values: readonly number[]): Value {
  return constant('int64', [values.length], toValues('int64', values));
}

/** NumPy's broadcasting of two shapes. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw expected({
        where: 'broadcast',
        expected: `shapes that broadcast, like [${a}]`,
        received: `[${b}]`,
        todo: 'Reshape one of them.',
        code: 'SHAPE',
      });
    }
    return left === 1 ? right : left;
  });
}

export type UnaryOp =
  | ('Abs' | 'Acos' | 'Acosh' | 'Asin' | 'Asinh' | 'Atan' | 'Atanh' | 'Ceil' | 'Cos' | 'Cosh' | 'Erf' | 'Exp')
  | ('Floor' | 'Log' | 'Neg' | 'Reciprocal' | 'Relu' | 'Round' | 'Sigmoid' | 'Sign' | 'Sin' | 'Sinh' | 'Sqrt')
  | ('Tan' | 'Tanh' | 'Not' | 'Expm1' | 'Log1p' | 'Softplus');
export type BinaryOp = 'Add' | 'Sub' | 'Mul' | 'Div' | 'Max' | 'Min' | 'Pow' | 'Mod';
export type CompareOp = 'Equal' | 'Greater' | 'GreaterOrEqual' | 'Less' | 'LessOrEqual';
export type LogicOp = 'And' | 'Or' | 'Xor';

export const unary = (op: UnaryOp, x: Value): Value => node(op, [x], x);

/** Of two values of one dtype; shapes broadcast. */
export const binary = (op: BinaryOp, a: Value, b: Value): Value =>
  node(op, [a, b], { dtype: a.dtype, shape: broadcastShapes(a.shape, b.shape) });

export const compare = (op: CompareOp, a: Value, b: Value): Value =>
  node(op, [a, b], { dtype: 'bool', shape: broadcastShapes(a.shape, b.shape) });

export const logic = (op: LogicOp, a: Value, b: Value): Value =>
  node(op, [a, b], { dtype: 'bool', shape: broadcastShapes(a.shape, b.shape) });

/** `yes` where the condition holds, `no` elsewhere; all three broadcast. */
export const where = (condition: Value, yes: Value, no: Value): Value =>
  node('Where', [condition, yes, no], {
    dtype: yes.dtype,
    shape: broadcastShapes(condition.shape, broadcastShapes(yes.shape, no.shape)),
  });

export const cast = (x: Value, dtype: DType): Value =>
  x.dtype === dtype ? x : node('Cast', [x], { dtype, shape: x.shape }, { to: dtype });

export function reshape(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(x.shape) !== sizeOf(shape)) {
    throw expected({
      where: 'reshape',
      expected: `${sizeOf(x.shape)} elements, from [${x.shape}]`,
      received: `[${shape}]`,
      todo: 'Keep the number of elements.',
      code: 'SHAPE',
    });
  }
  return node('Reshape', [x, integers(shape)], { dtype: x.dtype, shape });
}

export const transpose = (x: Value, perm: readonly number[]): Value =>
  node('Transpose', [x], { dtype: x.dtype, shape: perm.map((axis) => x.shape[axis] as number) }, { perm });

export const expand = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : node('Expand', [x, integers(shape)], { dtype: x.dtype, shape });

/** Bytes times a scale, as float32, in one pass. */
export const dequantize = (x: Value, scale: number): Value =>
  node('DequantizeLinear', [x, scalar(scale)], { dtype: 'float32', shape: x.shape });

export type ReduceOp = 'ReduceSum' | 'ReduceSumSquare' | 'ReduceMean' | 'ReduceMax' | 'ReduceMin' | 'ReduceProd';

/** Over `axes`, which are not negative. */
export function reduce(op: ReduceOp, x: Value, axes: readonly number[], keep = false): Value {
  if (axes.length === 0) return x;
  const shape = keep
    ? x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
    : x.shape.filter((_, axis) => !axes.includes(axis));
  return node(op, [x, integers(axes)], { dtype: x.dtype, shape }, { keepdims: keep ? 1 : 0 });
}

/** alpha · op(A)·op(B) (+ C) of matrices: [m, k], [k, n] (, [n]) → [m, n]. */
export function gemm(a: Value, b: Value, { transA = false, transB = false, alpha = 1, bias }: Gemm = {}): Value {
  const m = a.shape[transA ? 1 : 0] as number;
  const n = b.shape[transB ? 0 : 1] as number;
  return node(
    'Gemm',
    bias ? [a, b, bias] : [a, b],
    { dtype: a.dtype, shape: [m, n] },
    attributesOf({ transA, transB, alpha }),
  );
}

const attributesOf = ({ transA, transB, alpha }: Required<Omit<Gemm, 'bias'>>): Attributes => ({
  transA: transA ? 1 : 0,
  transB: transB ? 1 : 0,
  ...(alpha === 1 ? {} : { alpha: { float: alpha } }),
});

export interface Gemm {
  readonly alpha?: number;
  readonly transA?: boolean;
  readonly transB?: boolean;
  readonly bias?: Value;
}

/** What a Gemm was made with, but for its bias. */
export function gemmOptions({ attributes: { transA, transB, alpha } }: Node) {
  return {
    transA: transA === 1,
    transB: transB === 1,
    alpha: (alpha as { readonly float: number } | undefined)?.float ?? 1,
  };
}

/** Products of stacks of matrices: […, m, k], […, k, n] → […, m, n]. */
export const matmul = (a: Value, b: Value): Value =>
  node('MatMul', [a, b], { dtype: a.dtype, shape: stackShape(a, b) });

const stackShape = (a: Value, b: Value): Shape => [
  ...broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2)),
  a.shape[a.shape.length - 2] as number,
  b.shape[b.shape.length - 1] as number,
];

/** The last two of some axes, or lengths, exchanged. */
export const swapped = (axes: readonly number[]): readonly number[] => [
  ...axes.slice(0, -2),
  ...axes.slice(-2).reverse(),
];

/** alpha · op(A)·op(B) of stacks of matrices, as ONNX Runtime has it beside ONNX's own operations. */
export function fusedMatmul(
  a: Value,
  b: Value,
  { transA = false, transB = false, alpha = 1 }: Omit<Gemm, 'bias'>,
): Value {
  const of = (x: Value, turned: boolean) => ({ ...x, shape: turned ? swapped(x.shape) : x.shape });
  return node(
    'FusedMatMul',
    [a, b],
    { dtype: a.dtype, shape: stackShape(of(a, transA), of(b, transB)) },
    attributesOf({ transA, transB, alpha }),
  );
}

/** Rows of `x` along `axis`: the shape of `indices` takes the place of that axis. */
export const gather = (x: Value, indices: Value, axis = 0): Value =>
  node(
    'Gather',
    [x, indices],
    { dtype: x.dtype, shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)] },
    { axis },
  );

export const concat = (parts: readonly Value[], axis: number): Value => {
  const first = parts[0] as Value;
  const length = parts.reduce((sum, part) => sum + (part.shape[axis] as number), 0);
  return node('Concat', parts, { dtype: first.dtype, shape: first.shape.with(axis, length) }, { axis });
};

/** x[begin : end] on each axis. */
export function slice(x: Value, begin: readonly number[], end: readonly number[]): Value {
  const from = x.shape.map((_, axis) => begin[axis] ?? 0);
  const to = x.shape.map((length, axis) => end[axis] ?? length);
  const shape = from.map((start, axis) => Math.max(0, (to[axis] as number) - start));
  if (sameShape(shape, x.shape)) return x;
  const axes = integers(from.map((_, axis) => axis));
  return node('Slice', [x, integers(from), integers(to), axes], { dtype: x.dtype, shape });
}

/** Zeros (or `value`) before and after each axis. */
export function pad(x: Value, before: readonly number[], after: readonly number[], value = 0): Value {
  if (before.every((n) => n === 0) && after.every((n) => n === 0)) return x;
  const shape = x.shape.map((length, axis) => length + (before[axis] as number) + (after[axis] as number));
  return node('Pad', [x, integers([...before, ...after]), scalar(value, x.dtype)], { dtype: x.dtype, shape });
}
