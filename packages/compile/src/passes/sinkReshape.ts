import { type Node, node, producer, type Shape, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { concat, reshape } from '../graph/ops.ts';
import { isElementwise } from './elementwiseOps.ts';

const activations = new Set(['Relu', 'Sigmoid', 'Tanh', 'LeakyRelu', 'Elu']);

/**
 * Elementwise arithmetic in the shape in which its operands were made, and a new shape after it. So an activation follows its product
 * directly, where ONNX Runtime fuses the two; and no axis of length 1 is left, which ONNX Runtime walks one number at a time
 * (2.3 ms instead of 0.01 for [128, 28, 28, 1] times a number).
 */
export function sinkReshape(made: Node): Value | undefined {
  if (!isElementwise(made.op)) return undefined;
  return beforeConcat(made) ?? beforeReshape(made);
}

function beforeReshape(made: Node): Value | undefined {
  const result = made.outputs[0] as Value;
  const size = sizeOf(result.shape);
  const operands = made.inputs as readonly Value[];
  const full = operands.filter(({ shape }) => sizeOf(shape) === size);
  if (size === 1 || !operands.every(({ shape }) => [1, size].includes(sizeOf(shape)))) return undefined;
  if (full.some(({ shape }) => !sameShape(shape, result.shape))) return undefined;
  const target = targetShape(full, result.shape);
  if (sameShape(target, result.shape)) return undefined;
  const inputs = operands.map((operand) => reshape(operand, sizeOf(operand.shape) === 1 ? [] : target));
  return reshape(node(made.op, inputs, { dtype: result.dtype, shape: target }, made.attributes), result.shape);
}

/**
 * The shape of what was reshaped, unless an operand has its natural shape already; never with an axis of length 1, and for several
 * operands never of more axes than before: neighbours whose operands have shapes of their own would hand each other theirs, round after round.
 */
function targetShape(full: readonly Value[], shape: Shape): Shape {
  const inner = full.map((operand) => producer(operand, 'Reshape')?.inputs[0]?.shape);
  const natural = squeezed(shape);
  if (sameShape(natural, shape) && inner.includes(undefined)) return shape;
  const shapes = inner.filter((candidate) => candidate !== undefined).map(squeezed);
  const [first] = shapes.sort((a, b) => a.length - b.length);
  return first && (full.length === 1 || first.length <= natural.length) ? first : natural;
}

const squeezed = (shape: Shape): Shape => shape.filter((length) => length !== 1);

function beforeConcat(made: Node): Value | undefined {
  const joined = producer(made.inputs[0], 'Concat');
  if (!joined || !activations.has(made.op)) return undefined;
  const parts = joined.inputs as readonly Value[];
  return concat(
    parts.map((part) => node(made.op, [part], part, made.attributes)),
    joined.attributes.axis as number,
  );
}
