import { type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { binary } from '../graph/ops.ts';
import { withNumber } from './joinFactors.ts';

/** Factors beyond 2^±32 stay where they are: they may be there to keep a product within the range of a float32. */
const most = 32;

/**
 * (x · c) · y = (x · y) · c for a number c: on its way to a product of matrices, which multiplies by a number anyway. Where y is broadcast over x, c goes
 * to y, which is smaller, and stays there.
 */
export function factorOutwards(node: Node): Value | undefined {
  if (node.op !== 'Mul' || node.outputs[0]?.dtype !== 'float32' || withNumber(node)) return undefined;
  const [a, b] = node.inputs as readonly [Value, Value];
  const [left, right] = [factorOf(a), factorOf(b)];
  if (left && sizeOf(left.x.shape) >= sizeOf(b.shape)) return outwards(left, b, (x, y) => binary('Mul', x, y));
  return right && sizeOf(right.x.shape) >= sizeOf(a.shape)
    ? outwards(right, a, (x, y) => binary('Mul', y, x))
    : undefined;
}

/** @param times x · y, in the order of the operands */
function outwards({ x, value }: Factor, y: Value, times: (x: Value, y: Value) => Value): Value {
  return sizeOf(y.shape) < sizeOf(x.shape) ? times(x, binary('Mul', y, value)) : binary('Mul', times(x, y), value);
}

interface Factor {
  readonly x: Value;
  readonly value: Value;
}

function factorOf(value: Value): Factor | undefined {
  const made = withNumber(producer(value, 'Mul'));
  return made && Math.abs(Math.log2(Math.abs(made.number))) <= most ? made : undefined;
}
