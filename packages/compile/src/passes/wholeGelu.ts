import { type Node, node, producer, type Value } from '../graph/graph.ts';
import { binary, scalar } from '../graph/ops.ts';
import { withNumber } from './joinFactors.ts';

/** x · (erf(x/√2) + 1) · ½, also as u · (erf u + 1) · √½ of u = x/√2, as the one operation that ONNX has for it. */
export function wholeGelu(made: Node): Value | undefined {
  const last = made.op === 'Mul' ? withNumber(made) : undefined;
  const [factor, twice] = producer(last?.x, 'Mul')?.inputs ?? [];
  const u = producer(withFactor(producer(twice), 'Add', 1), 'Erf')?.inputs[0];
  if (!last || !factor || !u) return undefined;
  const x = withFactor(producer(u), 'Mul', Math.SQRT1_2);
  const result = made.outputs[0] as Value;
  if (factor === x && last.number === 0.5) return node('Gelu', [x], result);
  if (factor !== u || last.number !== Math.fround(Math.SQRT1_2)) return undefined;
  return node('Gelu', [x ?? binary('Mul', u, scalar(Math.SQRT2))], result);
}

/** The other operand of a sum with, or a product by, this number. */
function withFactor(made: Node | undefined, op: 'Add' | 'Mul', number: number): Value | undefined {
  const found = made?.op === op ? withNumber(made) : undefined;
  return found && found.number === Math.fround(number) ? found.x : undefined;
}
