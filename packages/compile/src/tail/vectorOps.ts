import type { Node } from '../graph/graph.ts';
import { sizeOf } from '../graph/graph.ts';
import type { Keep } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';
import { expLanes, logLanes, sigmoidLanes } from './exponentialLanes.ts';
import { isRest } from './rangeOf.ts';

type Bytes = readonly number[];

/** Instructions after their operands are on the stack, in order. */
const after: Readonly<Record<string, Bytes>> = {
  Abs: code.abs,
  Add: code.add,
  And: code.and,
  Ceil: code.ceil,
  Div: code.div,
  Equal: code.eq,
  Floor: code.floor,
  Greater: code.gt,
  GreaterOrEqual: code.ge,
  Less: code.lt,
  LessOrEqual: code.le,
  Min: code.min,
  Mul: code.mul,
  Neg: code.neg,
  Not: code.not,
  Or: code.or,
  Reshape: [],
  Round: code.nearest,
  Sqrt: code.sqrt,
  Sub: code.sub,
};

/** One node on four lanes; `operand(i)` pushes an operand. Undefined where neither WebAssembly nor this package computes it. */
export function vectorCode(
  { op, inputs, outputs }: Node,
  operand: (i: number) => Bytes,
  keep: Keep,
): Bytes | undefined {
  const one = [...code.f32Const(1), ...code.splat];
  const zero = [...code.f32Const(0), ...code.splat];
  switch (op) {
    case 'Relu':
      return [...operand(0), ...zero, ...code.pmax];
    case 'Max':
      return [...operand(0), ...operand(1), ...(isRest(inputs[1], inputs[0]) ? code.pmax : code.max)];
    case 'Reciprocal':
      return [...one, ...operand(0), ...code.div];
    case 'Cast':
      return inputs[0]?.dtype === 'bool' && outputs[0]?.dtype === 'float32'
        ? [...operand(0), ...one, ...code.and]
        : undefined;
    case 'Where':
      return [...operand(1), ...operand(2), ...operand(0), ...code.bitselect];
    case 'Reshape':
      return operand(0);
    case 'Exp':
      return expLanes(keep, operand(0));
    case 'Log':
      return logLanes(keep, operand(0));
    case 'Sigmoid':
      return sigmoidLanes(keep, operand(0));
    default:
      return after[op] && [...inputs.flatMap((_, i) => operand(i)), ...(after[op] as Bytes)];
  }
}

/** Whether a node can be part of a fused loop: arithmetic on float32 (comparisons give masks) without broadcasting. */
export function isVectorNode(node: Node): boolean {
  const result = node.outputs[0];
  if (
    node.outputs.length !== 1 ||
    !result ||
    vectorCode(
      node,
      () => [],
      (lanes) => lanes,
    ) === undefined
  )
    return false;
  if (result.dtype !== 'float32' && result.dtype !== 'bool') return false;
  const size = sizeOf(result.shape);
  const operands = node.op === 'Reshape' ? node.inputs.slice(0, 1) : node.inputs;
  return operands.every((operand) => {
    if (!operand) return false;
    const own = sizeOf(operand.shape);
    if (operand.dtype === 'bool') return own === size;
    return operand.dtype === 'float32' && (own === size || own === 1);
  });
}
