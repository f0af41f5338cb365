import { type Node, node, type Shape, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { broadcastShapes, reshape } from '../graph/ops.ts';
import { isElementwise } from './elementwiseOps.ts';

/**
 * x + c[1, 1, n] = x + c[n], as broadcasting adds such axes by itself: what differs in them alone is computed once, so that x − μ of a variance is that of a
 * normalisation.
 */
export function leadingOnes(made: Node): Value | undefined {
  if (!isElementwise(made.op)) return undefined;
  const result = made.outputs[0] as Value;
  const operands = made.inputs as readonly Value[];
  const inputs = operands.map((operand) => {
    const { shape } = operand;
    const ones = shape.findIndex((length) => length !== 1);
    return ones > 0 && sizeOf(shape) < sizeOf(result.shape) ? reshape(operand, shape.slice(ones)) : operand;
  });
  const shape = inputs.reduce<Shape>((sum, operand) => broadcastShapes(sum, operand.shape), []);
  if (inputs.every((operand, i) => operand === operands[i]) || !sameShape(shape, result.shape)) return undefined;
  return node(made.op, inputs, { dtype: result.dtype, shape }, made.attributes);
}
