import { type Node, node, producer, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { reshape, transpose } from '../graph/ops.ts';
import { isElementwise } from './elementwiseOps.ts';
import { foldIdentity } from './foldIdentity.ts';
import type { Rule } from './rule.ts';

/** Elementwise arithmetic before an exchange of axes, so that one exchange meets its inverse and both go. */
export const sinkTranspose: Rule = (made) => behind(made) ?? foldIdentity(made);

function behind(made: Node): Value | undefined {
  if (!isElementwise(made.op)) return undefined;
  const operands = made.inputs as readonly Value[];
  const result = made.outputs[0] as Value;
  const arrays = operands.filter(({ shape }) => sizeOf(shape) > 1);
  if (arrays.some(({ shape }) => !sameShape(shape, result.shape))) return undefined;
  const exchanges = arrays.map((operand) => producer(operand, 'Transpose'));
  const perm = exchanges[0]?.attributes.perm as readonly number[] | undefined;
  if (!perm || exchanges.some((exchange) => String(exchange?.attributes.perm) !== String(perm))) return undefined;
  const inputs = operands.map((operand) =>
    sizeOf(operand.shape) > 1 ? producer(operand, 'Transpose')?.inputs[0] : reshape(operand, []),
  );
  const shape = producer(arrays[0], 'Transpose')?.inputs[0]?.shape ?? [];
  return transpose(node(made.op, inputs, { dtype: result.dtype, shape }, made.attributes), perm);
}
