import type * as tf from '@tensorflow/tfjs-core';
import { producer, type Value } from '../graph/graph.ts';
import { type BinaryOp, binary, cast, compare, scalar, type UnaryOp, unary, where } from '../graph/ops.ts';
import { activate } from './activate.ts';
import { wide } from './boolean.ts';
import type { Binary, None, Rule, Unary } from './rule.ts';

const map =
  (op: UnaryOp): Rule<Unary, None> =>
  ({ x }) =>
    unary(op, x);
const zip =
  (op: BinaryOp): Rule<Binary, None> =>
  ({ a, b }) =>
    binary(op, wide(a), wide(b));
/** ONNX defines these for floats only. */
const floating =
  (op: UnaryOp): Rule<Unary, None> =>
  ({ x }) =>
    x.dtype === 'float32' ? unary(op, x) : x;

const one = scalar(1);
const zero = scalar(0);

/** floor(a / b); of integers rounded down, where ONNX rounds towards zero. */
function floorDivide(a: Value, b: Value): Value {
  const quotient = unary('Floor', binary('Div', cast(a, 'float32'), cast(b, 'float32')));
  return cast(quotient, a.dtype);
}

/** The sign of the divisor, as in Python; integers keep their type. */
function floorModulo(a: Value, b: Value): Value {
  if (a.dtype === 'int32') return binary('Mod', a, b);
  return binary('Sub', a, binary('Mul', b, unary('Floor', binary('Div', a, b))));
}

/**
 * [x > 0] + alpha · [x ≤ 0]. The gradient of abs has alpha = −1, that of relu 0: there the sign of relu(x) serves as well, which the
 * forward pass has at hand, so that x itself is needed by nobody and a product may swallow the activation.
 */
function step(x: Value, alpha: number): Value {
  if (alpha === 0) return cast(compare('Greater', unary('Relu', x), zero), 'float32');
  // What is neither is NaN, and stays it.
  return where(compare('Greater', x, zero), one, where(compare('LessOrEqual', x, zero), scalar(alpha), x));
}

/** atan2(y, x) from atan(y / x) and the quadrant. */
function arcTangent(y: Value, x: Value): Value {
  const base = unary('Atan', binary('Div', y, x));
  const left = compare('Less', x, zero);
  const turn = where(compare('Less', y, zero), scalar(-Math.PI), scalar(Math.PI));
  const turned = binary('Add', base, where(left, turn, zero));
  const half = where(compare('Less', y, zero), scalar(-Math.PI / 2), scalar(Math.PI / 2));
  const upright = where(compare('Equal', y, zero), zero, half);
  return where(compare('Equal', x, zero), upright, turned);
}

export const elementwise = {
  Abs: map('Abs'),
  Acos: map('Acos'),
  Acosh: map('Acosh'),
  Asin: map('Asin'),
  Asinh: map('Asinh'),
  Atan: map('Atan'),
  Atanh: map('Atanh'),
  Ceil: floating('Ceil'),
  Cos: map('Cos'),
  Cosh: map('Cosh'),
  Erf: map('Erf'),
  Exp: map('Exp'),
  Floor: floating('Floor'),
  Log: map('Log'),
  Neg: map('Neg'),
  Reciprocal: map('Reciprocal'),
  Relu: map('Relu'),
  Round: floating('Round'),
  Sigmoid: map('Sigmoid'),
  Sign: map('Sign'),
  Sin: map('Sin'),
  Sinh: map('Sinh'),
  Sqrt: map('Sqrt'),
  Tan: map('Tan'),
  Tanh: map('Tanh'),
  Add: zip('Add'),
  Sub: zip('Sub'),
  Multiply: zip('Mul'),
  Maximum: zip('Max'),
  Minimum: zip('Min'),
  Pow: (({ a, b }) => binary('Pow', a, b)) as Rule<Binary, None>,
  RealDiv: (({ a, b }) => binary('Div', cast(a, 'float32'), cast(b, 'float32'))) as Rule<Binary, None>,
  FloorDiv: (({ a, b }) => floorDivide(a, b)) as Rule<Binary, None>,
  Mod: (({ a, b }) => floorModulo(a, b)) as Rule<Binary, None>,
  Atan2: (({ a, b }) => arcTangent(a, b)) as Rule<Binary, None>,
  SquaredDifference: (({ a, b }) => {
    const difference = binary('Sub', a, b);
    return binary('Mul', difference, difference);
  }) as Rule<Binary, None>,
  AddN: ((values) => values.reduce((sum, next) => binary('Add', sum, next))) as Rule<Value[], None>,
  Square: (({ x }) => binary('Mul', x, x)) as Rule<Unary, None>,
  Rsqrt: (({ x }) => unary('Reciprocal', unary('Sqrt', x))) as Rule<Unary, None>,
  Expm1: map('Expm1'),
  Log1p: map('Log1p'),
  Step: (({ x }, { alpha = 0 }) => step(x, alpha)) as Rule<Unary, Partial<tf.StepAttrs>>,
  Elu: (({ x }) => activate(x, 'elu')) as Rule<Unary, None>,
  /** dy for y ≥ 0, dy · (y + 1) below, where y = elu(x). */
  EluGrad: (({ dy, y }) => {
    const below = binary('Mul', dy, binary('Add', y, one));
    return where(compare('GreaterOrEqual', y, zero), dy, below);
  }) as Rule<tf.EluGradInputs, None>,
  Selu: (({ x }) => activate(x, 'selu')) as Rule<Unary, None>,
  Relu6: (({ x }) => activate(x, 'relu6')) as Rule<Unary, None>,
  LeakyRelu: (({ x }, { alpha }) => activate(x, 'leakyrelu', { alpha })) as Rule<Unary, tf.LeakyReluAttrs>,
  Prelu: (({ x, alpha }) => activate(x, 'prelu', { slope: alpha })) as Rule<tf.PreluInputs, None>,
  Softplus: map('Softplus'),
  ClipByValue: (({ x }, { clipValueMin, clipValueMax }) =>
    binary('Min', binary('Max', x, scalar(clipValueMin, x.dtype)), scalar(clipValueMax, x.dtype))) as Rule<
    Unary,
    tf.ClipByValueAttrs
  >,
  Identity: (({ x }) => x) as Rule<Unary, None>,
  Cast: (({ x }, { dtype }) => convert(x, dtype)) as Rule<Unary, tf.CastAttrs>,
};

/** To integers towards zero; to bool as x ≠ 0. A bool that came from a comparison goes straight through. */
function convert(x: Value, dtype: string): Value {
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
    throw new TypeError(`cast to ${dtype}`);
  }
  const from = producer(x, 'Cast')?.inputs[0];
  return from?.dtype === 'bool' && dtype === 'bool' ? from : cast(x, dtype);
}
