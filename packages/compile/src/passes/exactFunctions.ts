import { type Node, producer, type Value } from '../graph/graph.ts';
import { binary, compare, scalar, unary, where } from '../graph/ops.ts';

/*
 * Three functions of the graph that ONNX has not, or has with a loss of digits, in operations that both ONNX Runtime and the fused loops
 * have. Each keeps its digits over the whole range of float32:
 *   Log1p(x) = log(1 + x)   Expm1(x) = eˣ − 1   Softplus(x) = log(1 + eˣ)
 */

const one = scalar(1);
const half = scalar(0.5);

/** What stands for such a function. */
export function exactFunctions({ op, inputs }: Node): Value | undefined {
  const x = inputs[0] as Value;
  if (op === 'Log1p') return isDecay(x) ? logOfOneAnd(x) : log1p(x);
  if (op === 'Expm1') return expm1(x);
  return op === 'Softplus' ? binary('Add', unary('Relu', x), logOfOneAnd(decay(x))) : undefined;
}

/** e^−|x|, in [0, 1]. */
export const decay = (x: Value): Value => unary('Exp', unary('Neg', unary('Abs', x)));

/** x where a value is e^−|x|. */
export function ofDecay(value: Value | undefined): Value | undefined {
  return producer(producer(producer(value, 'Exp')?.inputs[0], 'Neg')?.inputs[0], 'Abs')?.inputs[0];
}

const isDecay = (value: Value) => ofDecay(value) !== undefined;

/** log(1 + e) for e in [0, 1]: with u = 1 + e rounded, log u and what the rounding lost, e − (u − 1), which is exact. */
function logOfOneAnd(e: Value): Value {
  const u = binary('Add', one, e);
  return binary('Add', unary('Log', u), binary('Sub', e, binary('Sub', u, one)));
}

/** The same for any number: the loss is divided by u, and of no weight from |x| = ½ on, where ∞ would make it NaN. */
function log1p(x: Value): Value {
  const u = binary('Add', one, x);
  const plain = unary('Log', u);
  const lost = binary('Div', binary('Sub', x, binary('Sub', u, one)), u);
  return where(compare('Less', unary('Abs', x), half), binary('Add', plain, lost), plain);
}

/** eˣ − 1 = tanh(x / 2) · (eˣ + 1) where the difference would lose digits. */
function expm1(x: Value): Value {
  const e = unary('Exp', x);
  const near = binary('Mul', unary('Tanh', binary('Mul', x, half)), binary('Add', e, one));
  return where(compare('Less', unary('Abs', x), half), near, binary('Sub', e, one));
}

/** 1/(1 + e⁻ˣ), for ONNX Runtime, whose own kernel ends at |x| = 18 and has three digits left at −9. */
export function exactSigmoid({ op, inputs }: Node): Value | undefined {
  if (op !== 'Sigmoid') return undefined;
  const x = inputs[0] as Value;
  return unary('Reciprocal', binary('Add', one, unary('Exp', unary('Neg', x))));
}
