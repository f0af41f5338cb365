import type { Node } from './graph.ts';

export type ScalarFunction = (...operands: number[]) => number;

const sign = (x: number) => (x > 0 ? 1 : x < 0 ? -1 : x);

/** Halves go to the even neighbour, as in ONNX and in tfjs. */
const round = (x: number) => {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
};

const functions: Readonly<Record<string, (...operands: number[]) => number>> = {
  Abs: (x) => Math.abs(x as number),
  Add: (a, b) => (a as number) + (b as number),
  And: (a, b) => (a && b ? 1 : 0),
  Cast: (x) => x as number,
  Ceil: (x) => Math.ceil(x as number),
  Cos: (x) => Math.cos(x as number),
  Div: (a, b) => (a as number) / (b as number),
  Equal: (a, b) => (a === b ? 1 : 0),
  Exp: (x) => Math.exp(x as number),
  Expm1: (x) => Math.expm1(x as number),
  Floor: (x) => Math.floor(x as number),
  Greater: (a, b) => ((a as number) > (b as number) ? 1 : 0),
  GreaterOrEqual: (a, b) => ((a as number) >= (b as number) ? 1 : 0),
  Less: (a, b) => ((a as number) < (b as number) ? 1 : 0),
  LessOrEqual: (a, b) => ((a as number) <= (b as number) ? 1 : 0),
  Log: (x) => Math.log(x as number),
  Log1p: (x) => Math.log1p(x as number),
  Max: (a, b) => Math.max(a as number, b as number),
  Min: (a, b) => Math.min(a as number, b as number),
  Mul: (a, b) => (a as number) * (b as number),
  Neg: (x) => -(x as number),
  Not: (x) => (x ? 0 : 1),
  Or: (a, b) => (a || b ? 1 : 0),
  Pow: (a, b) => (a as number) ** (b as number),
  Reciprocal: (x) => 1 / (x as number),
  Relu: (x) => Math.max(x as number, 0),
  Reshape: (x) => x as number,
  Round: (x) => round(x as number),
  Sigmoid: (x) => 1 / (1 + Math.exp(-(x as number))),
  Sign: (x) => sign(x as number),
  Sin: (x) => Math.sin(x as number),
  Softplus: (x) => Math.max(x as number, 0) + Math.log1p(Math.exp(-Math.abs(x as number))),
  Sqrt: (x) => Math.sqrt(x as number),
  Sub: (a, b) => (a as number) - (b as number),
  Tanh: (x) => Math.tanh(x as number),
  Where: (condition, yes, no) => (condition ? yes : no) as number,
};

/** The arithmetic of an elementwise operation on single numbers, in float64 and without rounding. */
export const scalarMath = (op: string): ScalarFunction | undefined => functions[op];

/** An elementwise node as a function of single numbers, rounded to the node's type; undefined where there is none. */
export function scalarFunction({ op, inputs, outputs }: Node): ScalarFunction | undefined {
  const compute = functions[op];
  const dtype = outputs[0]?.dtype;
  if (!compute || inputs.some((operand) => operand === undefined)) return undefined;
  if (dtype === 'float32') return (...operands) => Math.fround(compute(...operands));
  if (dtype === 'int32') return (...operands) => Math.trunc(compute(...operands)) | 0;
  if (dtype === 'bool') return (...operands) => (compute(...operands) ? 1 : 0);
  return undefined;
}
