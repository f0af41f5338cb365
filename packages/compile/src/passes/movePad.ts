import { conv2d, conv2dFilter, conv2dInput, type Pair, spacingOf } from '../graph/convolution.ts';
import { type Node, node, producer, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { binary, pad, reduce, slice } from '../graph/ops.ts';
import { integersOf, splatOf } from './constants.ts';
import { isRepeatable } from './elementwiseOps.ts';

/** Zeros around images and crops of them become a matter of the convolution that they belong to. */
export function movePad(made: Node): Value | undefined {
  switch (made.op) {
    case 'Conv2D':
    case 'Conv2DBackpropFilter':
      return ofPadded(made);
    case 'Slice':
      return ofSlice(made);
    case 'Mul':
      return (
        timesPadded(made.inputs[0] as Value, made.inputs[1] as Value) ??
        timesPadded(made.inputs[1] as Value, made.inputs[0] as Value)
      );
    case 'ReduceSum':
      return sumOfPadded(made);
    default:
      return undefined;
  }
}

interface Padded {
  readonly x: Value;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What was padded with zeros, and by how much. */
function padded(value: Value | undefined): Padded | undefined {
  const made = producer(value, 'Pad');
  const sizes = integersOf(made?.inputs[1]);
  if (!made || !sizes || made.attributes.mode !== undefined || splatOf(made.inputs[2]) !== 0) return undefined;
  const rank = sizes.length / 2;
  return { x: made.inputs[0] as Value, before: sizes.slice(0, rank), after: sizes.slice(rank) };
}

/** A convolution of a padded image, or the gradient of its filter. */
function ofPadded(made: Node): Value | undefined {
  const [image, other, bias] = made.inputs as readonly [Value, Value, Value | undefined];
  const from = padded(image);
  const result = made.outputs[0] as Value;
  if (!from || from.before[0] || from.after[0] || from.before[3] || from.after[3]) return undefined;
  const { strides, dilations, pads } = spacingOf(made);
  const moved: Pair = [pads[0] + (from.before[1] as number), pads[1] + (from.before[2] as number)];
  const spacing = { strides, dilations, pads: moved };
  if (made.op === 'Conv2D') return conv2d(from.x, other, result.shape.slice(1, 3) as unknown as Pair, spacing, bias);
  return conv2dFilter(from.x, other, result.shape.slice(0, 2) as unknown as Pair, spacing);
}

/** A crop goes before elementwise arithmetic, and into a transposed convolution; two crops are one. */
function ofSlice(made: Node): Value | undefined {
  const x = made.inputs[0] as Value;
  const begin = integersOf(made.inputs[1]);
  const result = made.outputs[0] as Value;
  const inner = producer(x);
  if (!inner || !begin || made.inputs.length !== 4 || begin.length !== x.shape.length) return undefined;
  const end = begin.map((from, axis) => from + (result.shape[axis] as number));
  if (inner.op === 'Slice' && inner.inputs.length === 4) {
    const first = integersOf(inner.inputs[1]) ?? [];
    const shift = (at: readonly number[]) => at.map((place, axis) => place + (first[axis] as number));
    return slice(inner.inputs[0] as Value, shift(begin), shift(end));
  }
  if (inner.op === 'Conv2DBackpropInput' && begin[0] === 0 && begin[3] === 0 && sameEnds(x, result)) {
    const [dy, filter, bias] = inner.inputs as readonly [Value, Value, Value | undefined];
    const { strides, dilations, pads } = spacingOf(inner);
    const moved: Pair = [pads[0] + (begin[1] as number), pads[1] + (begin[2] as number)];
    return conv2dInput(
      dy,
      filter,
      result.shape.slice(1, 3) as unknown as Pair,
      { strides, dilations, pads: moved },
      bias,
    );
  }
  if (!isRepeatable(inner.op)) return undefined;
  const inputs = inner.inputs.map((operand) => operand && cropOperand(operand, x, begin, end));
  return node(inner.op, inputs, result, inner.attributes);
}

const sameEnds = (a: Value, b: Value) => a.shape[0] === b.shape[0] && a.shape[3] === b.shape[3];

/** The part of an operand that a part of the result needs: nothing less along an axis that is repeated. */
function cropOperand(operand: Value, result: Value, begin: readonly number[], end: readonly number[]): Value {
  if (sizeOf(operand.shape) === 1) return operand;
  const missing = result.shape.length - operand.shape.length;
  const from = operand.shape.map((length, axis) => (length === 1 ? 0 : (begin[axis + missing] as number)));
  const to = operand.shape.map((length, axis) => (length === 1 ? 1 : (end[axis + missing] as number)));
  return slice(operand, from, to);
}

/** pad(x) · y = pad(x · crop(y)): zeros need no factor. */
function timesPadded(a: Value, b: Value): Value | undefined {
  const from = padded(a);
  if (!from) return undefined;
  if (sizeOf(b.shape) === 1 && b.shape.length <= a.shape.length)
    return pad(binary('Mul', from.x, b), from.before, from.after);
  if (!sameShape(a.shape, b.shape)) return undefined;
  const end = from.before.map((start, axis) => start + (from.x.shape[axis] as number));
  return pad(binary('Mul', from.x, slice(b, from.before, end)), from.before, from.after);
}

/** Zeros do not count in a sum over the axes that they lie on. */
function sumOfPadded(made: Node): Value | undefined {
  const from = padded(made.inputs[0]);
  const axes = integersOf(made.inputs[1]);
  if (!from || !axes) return undefined;
  const covered = from.before.every((n, axis) => (n === 0 && from.after[axis] === 0) || axes.includes(axis));
  return covered ? reduce('ReduceSum', from.x, axes, made.attributes.keepdims === 1) : undefined;
}
