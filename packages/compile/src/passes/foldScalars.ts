import { toValues } from '../graph/dtype.ts';
import { constant, type Node, sizeOf, type Value } from '../graph/graph.ts';
import { scalarFunction } from '../graph/scalarMath.ts';
import { splat, splatOf } from './constants.ts';

/** Arithmetic of single constants is done here; so is a new shape for a constant of one repeated number. */
export function foldScalars(node: Node): Value | undefined {
  const result = node.outputs[0] as Value;
  const numbers = node.inputs.map(splatOf);
  if ((node.op === 'Reshape' || node.op === 'Transpose') && numbers[0] !== undefined) {
    return splat(node.inputs[0] as Value, result.shape);
  }
  if (sizeOf(result.shape) !== 1 || numbers.length === 0 || numbers.includes(undefined)) return undefined;
  const compute = scalarFunction(node);
  if (!compute) return undefined;
  return constant(result.dtype, result.shape, toValues(result.dtype, [compute(...(numbers as number[]))]));
}
