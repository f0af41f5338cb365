import { type Node, node, producer, type Shape, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { reshape } from '../graph/ops.ts';
import { isElementwise } from './elementwiseOps.ts';

/**
 * What is computed number by number, or row by row, in the shape of the matrix that its operand was made as, and a new shape after it. A step of one row is a
 * product after the other with such work between them, and each change of shape takes as long as the work.
 */
export function asRows(made: Node): Value | undefined {
  const result = made.outputs[0] as Value;
  const [x, ...others] = made.inputs as readonly Value[];
  if (made.op === 'LayerNormalization' || made.op === 'Gelu') {
    const target = matrixBefore(x);
    const fits = target && !sameShape(target, result.shape) && target.at(-1) === result.shape.at(-1);
    return fits ? inShape(made, [reshape(x as Value, target), ...others], target) : undefined;
  }
  const operands = made.inputs as readonly Value[];
  const isRow = result.shape.length === 1 && sizeOf(result.shape) > 1;
  if (!isElementwise(made.op) || !isRow || operands.some((one) => !fills(one, result.shape))) return undefined;
  const target = operands.map(matrixBefore).find((shape) => shape?.[0] === 1 && sizeOf(shape) === sizeOf(result.shape));
  if (!target) return undefined;
  const inputs = operands.map((one) => (sizeOf(one.shape) === 1 ? one : reshape(one, target)));
  return inShape(made, inputs, target);
}

function inShape({ op, attributes, outputs }: Node, inputs: readonly Value[], shape: Shape): Value {
  const { dtype, shape: wanted } = outputs[0] as Value;
  return reshape(node(op, inputs, { dtype, shape }, attributes), wanted);
}

/** The shape of the matrix of which a value is another shape. */
function matrixBefore(value: Value | undefined): Shape | undefined {
  const shape = producer(value, 'Reshape')?.inputs[0]?.shape;
  return shape?.length === 2 ? shape : undefined;
}

const fills = ({ shape }: Value, wanted: Shape) => sameShape(shape, wanted) || shape.length === 0;
