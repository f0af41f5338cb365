import { type Node, producer, type Shape, type Value } from '../graph/graph.ts';
import { binary, concat, expand, gather, reshape, scalar, slice, transpose } from '../graph/ops.ts';
import { integersOf, splatOf } from '../passes/constants.ts';
import { isElementwise } from '../passes/elementwiseOps.ts';
import { unshaped } from './addends.ts';
import { product } from './products.ts';
import { again, againAll, cut, fitted, isCut, reshapedAxis, type Spread, shareOf, sum } from './spread.ts';

/** The result of an operation on operands that are spread, in one share; undefined where that cannot be done. */
type Rule = (node: Node, operands: readonly Spread[], shares: number) => Spread | undefined;

const resultOf = (node: Node) => node.outputs[0] as Value;

/** Each element of the result from the elements at its own place. */
const elementwise: Rule = (node, operands, shares) => {
  const { shape } = resultOf(node);
  if (operands.some(({ how }) => how === 'sum'))
    return isLinear(node.op, operands) ? sum(again(node, valuesOf(operands), shape)) : undefined;
  const [axis, ...others] = new Set(operands.filter(isCut).map((x) => x.axis - x.value.shape.length + shape.length));
  if (axis === undefined || others.length > 0) return undefined;
  const inputs = operands.map((x) => (isCut(x) ? x.value : fitted(x.value, axis, shape.length, shares)));
  return inputs.includes(undefined) ? undefined : cut(again(node, inputs, shareOf(shape, axis, shares)), axis);
};

const valuesOf = (operands: readonly Spread[]) => operands.map(({ value }) => value);

/** Whether the operation on sums is the sum of the operation on what they are made of. */
function isLinear(op: string, [a, b]: readonly Spread[]): boolean {
  if (op === 'Neg') return true;
  if (op === 'Add' || op === 'Sub') return a?.how === 'sum' && b?.how === 'sum';
  if (op === 'Mul') return a?.how === 'whole' || b?.how === 'whole';
  return op === 'Div' && b?.how === 'whole';
}

/** One operand that is cut or a sum, and others that say how it is seen. */
const seen =
  (
    view: (x: Value, node: Node, shape: Shape) => Value,
    axisOf: (node: Node, axis: number, shares: number) => number | undefined,
  ): Rule =>
  (node, [x, ...others], shares) => {
    if (!x || others.some(({ how }) => how !== 'whole')) return undefined;
    const { shape } = resultOf(node);
    if (x.how === 'sum') return sum(view(x.value, node, shape));
    const axis = isCut(x) ? axisOf(node, x.axis, shares) : undefined;
    return axis === undefined ? undefined : cut(view(x.value, node, shareOf(shape, axis, shares)), axis);
  };

const operandShape = (node: Node) => (node.inputs[0] as Value).shape;

const reduced: Rule = (node, [x], shares) => {
  const axes = integersOf(node.inputs[1]);
  const { shape } = resultOf(node);
  if (!x || !axes || x.how === 'whole') return undefined;
  const linear = node.op === 'ReduceSum' || node.op === 'ReduceMean';
  if (x.how === 'sum') return linear ? sum(again(node, [x.value, node.inputs[1]], shape)) : undefined;
  const result = (shape: Shape) => again(node, [x.value, node.inputs[1]], shape);
  if (axes.includes(x.axis)) {
    if (node.op === 'ReduceMean') return sum(binary('Mul', result(shape), scalar(1 / shares)));
    return linear || node.op === 'ReduceSumSquare' ? sum(result(shape)) : undefined;
  }
  const axis = node.attributes.keepdims === 1 ? x.axis : x.axis - axes.filter((one) => one < x.axis).length;
  return cut(result(shareOf(shape, axis, shares)), axis);
};

const gathered: Rule = (node, [x, indices]) => {
  if (!x || !indices || indices.how === 'sum') return undefined;
  const axis = node.attributes.axis as number;
  const view = () => gather(x.value, indices.value, axis);
  if (isCut(indices)) return x.how === 'whole' ? cut(view(), axis + indices.axis) : undefined;
  if (x.how === 'sum') return sum(view());
  if (!isCut(x) || x.axis === axis) return undefined;
  return cut(view(), x.axis < axis ? x.axis : x.axis - 1 + indices.value.shape.length);
};

const joined: Rule = (node, parts, shares) => {
  const axis = node.attributes.axis as number;
  if (parts.some(({ how }) => how === 'sum')) {
    const linear = parts.every(({ how, value }) => how === 'sum' || (how === 'whole' && splatOf(value) === 0));
    return linear ? sum(concat(valuesOf(parts), axis)) : undefined;
  }
  const [along, ...others] = new Set(parts.filter(isCut).map((x) => x.axis));
  if (along === undefined || along === axis || others.length > 0) return undefined;
  const inputs = parts.map((x) => (isCut(x) ? x.value : fitted(x.value, along, x.value.shape.length, shares)));
  return inputs.includes(undefined) ? undefined : cut(concat(inputs as Value[], axis), along);
};

/** An operation that leaves the parts of the axis that is cut to themselves. */
const apart =
  (isApart: (node: Node, axis: number) => boolean): Rule =>
  (node, [x, ...others], shares) => {
    if (!isCut(x) || others.some(({ how }) => how !== 'whole') || !isApart(node, x.axis)) return undefined;
    const { shape } = resultOf(node);
    return shape.length === x.value.shape.length
      ? cut(again(node, [x.value, ...node.inputs.slice(1)], shareOf(shape, x.axis, shares)), x.axis)
      : undefined;
  };

/** An operation along one axis. */
const along = (axisOf: (node: Node) => number | undefined): Rule =>
  apart((node, cutAxis) => {
    const [axis, rank] = [axisOf(node), operandShape(node).length];
    return axis !== undefined && (axis + rank) % rank !== cutAxis;
  });

/** An operation on each image by itself. */
const byImage = apart((_, axis) => axis === 0);

const padded = apart((node, axis) => {
  const pads = integersOf(node.inputs[1]);
  return pads !== undefined && pads[axis] === 0 && pads[axis + pads.length / 2] === 0;
});

/** The largest numbers of windows, and where they lie in the array: in that of the share. */
const largest: Rule = (node, [x], shares) =>
  isCut(x) && x.axis === 0
    ? cut(
        againAll(
          node,
          [x.value],
          node.outputs.map(({ shape }) => shareOf(shape, 0, shares)),
        )[0] as Value,
        0,
      )
    : undefined;

/** Their gradient: numbers put where a share's largest ones lie. */
const putBack: Rule = (node, [zeros, places, updates], shares) => {
  const isOwn = places && producer(unshaped(places.value), 'MaxPool');
  if (!isOwn || zeros?.how !== 'whole' || !isCut(places) || !isCut(updates)) return undefined;
  const own = places.axis === 0 && updates.axis === 0 && fitted(zeros.value, 0, zeros.value.shape.length, shares);
  const { shape } = resultOf(node);
  return own ? cut(again(node, [own, places.value, updates.value], shareOf(shape, 0, shares)), 0) : undefined;
};

/** Operations with rules of their own. */
const rules: Readonly<Record<string, Rule>> = {
  Gemm: product,
  MatMul: product,
  FusedMatMul: product,
  Gather: gathered,
  Concat: joined,
  Reshape: seen(
    (x, _, shape) => reshape(x, shape),
    (node, axis, shares) => reshapedAxis(operandShape(node), axis, resultOf(node).shape, shares),
  ),
  Transpose: seen(
    (x, { attributes }) => transpose(x, attributes.perm as readonly number[]),
    ({ attributes }, axis) => (attributes.perm as readonly number[]).indexOf(axis),
  ),
  Expand: seen(
    (x, _, shape) => expand(x, shape),
    (node, axis) => axis - operandShape(node).length + resultOf(node).shape.length,
  ),
  Slice: seen(
    (x, node, shape) => {
      const from = integersOf(node.inputs[1]) as readonly number[];
      return slice(
        x,
        from,
        from.map((start, axis) => start + (shape[axis] as number)),
      );
    },
    (node, axis) => (isPlainSlice(node) && operandShape(node)[axis] === resultOf(node).shape[axis] ? axis : undefined),
  ),
  Softmax: along(({ attributes }) => attributes.axis as number),
  AveragePool: byImage,
  Conv: byImage,
  ConvTranspose: byImage,
  MaxPool: largest,
  ScatterElements: putBack,
  Pad: padded,
  CumSum: along(({ inputs }) => integersOf(inputs[1])?.[0]),
};

/** From a place of each axis on, without steps. */
const isPlainSlice = ({ inputs }: Node) =>
  inputs.length === 4 && (integersOf(inputs[3]) ?? []).every((axis, i) => axis === i);

const more = new Set(['HardSigmoid', 'DequantizeLinear', 'Identity', 'Gelu', 'BitwiseAnd']);

/** What an operation comes to in one share. */
export function spreadOf(node: Node, operands: readonly (Spread | undefined)[], shares: number): Spread | undefined {
  const all = operands.filter((operand) => operand !== undefined);
  if ((node.outputs.length > 1 && node.op !== 'MaxPool') || all.length < operands.length) return undefined;
  const rule = node.op.startsWith('Reduce')
    ? reduced
    : isElementwise(node.op) || more.has(node.op)
      ? elementwise
      : rules[node.op];
  return rule?.(node, all, shares);
}
