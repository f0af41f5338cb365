import { type Node, producer, type Value } from '../graph/graph.ts';
import { binary } from '../graph/ops.ts';
import { withNumber } from './joinFactors.ts';

/** Factors beyond 2^±32 stay where they are: they may be there to keep a product within the range of a float32. */
const most = 32;

/** (x · c) · y = (x · y) · c for a number c: on its way to a product of matrices, which multiplies by a number anyway. */
export function factorOutwards(node: Node): Value | undefined {
  if (node.op !== 'Mul' || node.outputs[0]?.dtype !== 'float32' || withNumber(node)) return undefined;
  const [a, b] = node.inputs as readonly [Value, Value];
  const [left, right] = [factorOf(a), factorOf(b)];
  if (left) return binary('Mul', binary('Mul', left.x, b), left.value);
  return right && binary('Mul', binary('Mul', a, right.x), right.value);
}

function factorOf(value: Value) {
  const made = withNumber(producer(value, 'Mul'));
  return made && Math.abs(Math.log2(Math.abs(made.number))) <= most ? made : undefined;
}
