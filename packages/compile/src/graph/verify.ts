import { expected } from '@latentkit/errors';
import { type Graph, inOrder, type Node, type Shape, sameShape, sizeOf, type Value } from './graph.ts';
import { gemmOptions, swapped } from './ops.ts';

/** What follows from a node's operands. Undefined says nothing. */
type Check = (node: Node, operands: readonly Value[]) => { shape?: Shape; dtype?: string } | undefined;

const same: Check = (_, [x]) => x;
const together = (values: readonly Value[]): Shape | undefined => {
  const rank = Math.max(...values.map(({ shape }) => shape.length));
  const lengths = (axis: number) => values.map(({ shape }) => shape[axis - rank + shape.length] ?? 1);
  const shape = Array.from({ length: rank }, (_, axis) => lengths(axis).find((length) => length !== 1) ?? 1);
  return shape.every((length, axis) => lengths(axis).every((one) => one === 1 || one === length)) ? shape : undefined;
};
const broadcast: Check = (_, values) => ({ shape: together(values) ?? [-1], dtype: values[0]?.dtype });
const comparison: Check = (_, values) => ({ shape: together(values) ?? [-1], dtype: 'bool' });
const reduction: Check = ({ outputs }, [x]) => ({ dtype: x?.dtype, shape: outputs[0]?.shape ?? [] });
const ofSize: Check = ({ outputs: [result] }, [x]) =>
  x && result && sizeOf(x.shape) === sizeOf(result.shape) ? { dtype: x.dtype, shape: result.shape } : { shape: [-1] };

const unary =
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Erf Exp Expm1 Floor HardSigmoid LeakyRelu Log Log1p Neg Not';
const more = 'Reciprocal Relu Round Selu Sigmoid Sign Sin Sinh Softplus Sqrt Tan Tanh';
const all = (names: string, arity: number, check: Check) =>
  names.split(' ').map((name): [string, [number, Check]] => [name, [arity, check]]);

/** Operands and result of the operations of which there are many; others are taken as they are. */
const checks: ReadonlyMap<string, readonly [number, Check]> = new Map([
  ...all(`${unary} ${more}`, 1, same),
  ...all('Add Sub Mul Div Max Min Pow Mod And Or Xor', 2, broadcast),
  ...all('Equal Greater GreaterOrEqual Less LessOrEqual', 2, comparison),
  ...all('ReduceSum ReduceSumSquare ReduceMean ReduceMax ReduceMin ReduceProd', 2, reduction),
  ...all('Reshape', 2, ofSize),
  ...all('Cast', 1, ({ outputs }, [x]) => ({ shape: x?.shape ?? [], dtype: outputs[0]?.dtype ?? '' })),
  ...all('IsInf IsNaN', 1, (_, [x]) => ({ shape: x?.shape ?? [], dtype: 'bool' })),
  ...all('Where', 3, (_, [condition, yes, no]) => ({
    shape: together([condition, yes, no] as Value[]) ?? [-1],
    dtype: yes?.dtype === no?.dtype ? yes?.dtype : '',
  })),
  ...all('Transpose', 1, ({ attributes }, [x]) => ({
    shape: (attributes.perm as readonly number[]).map((axis) => x?.shape[axis] ?? -1),
    dtype: x?.dtype,
  })),
  ...all('MatMul FusedMatMul', 2, (node, [a, b]) => {
    const { transA, transB } = gemmOptions(node);
    const [m, k] = sidesOf(a, transA);
    const [l, n] = sidesOf(b, transB);
    const shape = inner(k, l) ?? [...(together([stack(a), stack(b)]) ?? [-1]), m, n];
    return { shape, dtype: a?.dtype };
  }),
  ...all('Gemm', -1, product),
  ...all('Concat', -1, ({ attributes, outputs }, parts) => {
    const axis = attributes.axis as number;
    const others = (value: Value) => String(value.shape.with(axis, 0));
    const [first] = parts as readonly [Value];
    const length = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? -1), 0);
    const fit = parts.every((part) => others(part) === others(first)) && outputs[0]?.shape[axis] === length;
    return { shape: fit ? first.shape.with(axis, length) : [-1], dtype: first.dtype };
  }),
]);

const stack = (x: Value | undefined) => ({ shape: x?.shape.slice(0, -2) ?? [] }) as unknown as Value;
/** Rows and columns of a stack's matrices, as a product takes them. */
const sidesOf = (x: Value | undefined, turned: boolean) =>
  (turned ? swapped(x?.shape ?? []) : (x?.shape ?? [])).slice(-2) as unknown as readonly [number, number];
/** A shape that no value has, where two lengths should be one. */
const inner = (a: number | undefined, b: number | undefined): Shape | undefined => (a === b ? undefined : [-1]);

function product(node: Node, [a, b, bias]: readonly Value[]) {
  const { transA, transB } = gemmOptions(node);
  const [m, k] = transA ? [a?.shape[1], a?.shape[0]] : [a?.shape[0], a?.shape[1]];
  const [l, n] = transB ? [b?.shape[1], b?.shape[0]] : [b?.shape[0], b?.shape[1]];
  const result = { shape: [m ?? -1, n ?? -1] } as unknown as Value;
  const matrices = a?.shape.length === 2 && b?.shape.length === 2;
  const fits = !bias || sameShape(together([result, bias]) ?? [], result.shape);
  return { shape: fits && matrices ? (inner(k, l) ?? result.shape) : [-1], dtype: a?.dtype };
}

/**
 * Holds every node of a graph to its operands: their number, and the shape and the type that follow from them. A step of
 * 200 nodes takes a millisecond, of the eighty that all stages take.
 *
 * @param stage what made the graph, for the error
 */
export function verify(graph: Graph, stage: string): void {
  for (const node of inOrder(Object.values(graph.outputs))) {
    const [arity, check] = checks.get(node.op) ?? [];
    if (arity === undefined || !check) continue;
    const operands = node.inputs.filter((operand) => operand !== undefined);
    const due = arity < 0 || operands.length === arity ? check(node, operands) : { shape: [-1] };
    const result = node.outputs[0] as Value;
    if (due?.shape && sameShape(due.shape, result.shape) && due.dtype === result.dtype) continue;
    throw expected({
      where: `compiled step, stage ${stage}`,
      expected: `operands of ${node.op} that make ${result.dtype}[${result.shape}]`,
      received: operands.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(', '),
      todo: 'Use the eager engine, and report the step.',
      code: 'TRACE_GRAPH',
    });
  }
}
