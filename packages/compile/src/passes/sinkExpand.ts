import { type Node, node, producer, type Shape, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { broadcastShapes, expand, reshape } from '../graph/ops.ts';
import { splat, splatOf } from './constants.ts';
import { isElementwise } from './elementwiseOps.ts';

/**
 * Arithmetic before broadcasting: op(expand(x), y) is op(x, y), and op of expanded values only is the expansion of a smaller op.
 * An array of one repeated number counts as the expansion of that number.
 */
export function sinkExpand(made: Node): Value | undefined {
  const result = made.outputs[0] as Value;
  if (made.op === 'Reshape') return reshapeOfExpand(made.inputs[0] as Value, result.shape);
  if (!isElementwise(made.op) || result.shape.length === 0) return undefined;
  const inputs = made.inputs.map((operand) => operand && small(operand));
  if (inputs.every((operand, i) => operand === made.inputs[i])) return undefined;
  const shape = inputs.reduce<Shape>((sum, operand) => broadcastShapes(sum, operand?.shape ?? []), []);
  const inner = node(made.op, inputs, { dtype: result.dtype, shape }, made.attributes);
  return expand(inner, result.shape);
}

/** What an expanded value was before. */
function small(value: Value): Value {
  const from = producer(value, 'Expand')?.inputs[0];
  if (from) return from;
  return sizeOf(value.shape) > 1 && splatOf(value) !== undefined ? splat(value, []) : value;
}

function reshapeOfExpand(x: Value, shape: Shape): Value | undefined {
  const from = producer(x, 'Expand')?.inputs[0];
  if (!from || sizeOf(from.shape) !== 1) return undefined;
  const single = reshape(from, []);
  return sameShape(shape, []) ? single : expand(single, shape);
}
