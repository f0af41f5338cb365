import { type Node, node, producer, type Value } from '../graph/graph.ts';
import { withNumber } from './joinFactors.ts';

/** x · (erf(x/√2) + 1) · ½ as the one operation that ONNX has for it. */
export function wholeGelu(made: Node): Value | undefined {
  const half = withFactor(made, 'Mul', 0.5);
  const product = producer(half, 'Mul');
  const [x, twice] = product?.inputs ?? [];
  const erf = producer(withFactor(producer(twice), 'Add', 1), 'Erf');
  const scaled = withFactor(producer(erf?.inputs[0]), 'Mul', Math.SQRT1_2);
  return x && scaled === x ? node('Gelu', [x], made.outputs[0] as Value) : undefined;
}

/** The other operand of a sum with, or a product by, this number. */
function withFactor(made: Node | undefined, op: 'Add' | 'Mul', number: number): Value | undefined {
  const found = made?.op === op ? withNumber(made) : undefined;
  return found && found.number === Math.fround(number) ? found.x : undefined;
}
