import * as tf from '@tensorflow/tfjs-core';

const magnitudes = [
  ...[0, 1e-45, 1e-40, 1.2e-38, 1e-30, 1e-20, 1e-12],
  ...Array.from({ length: 161 }, (_, i) => 10 ** (i / 10 - 8)),
  ...Array.from({ length: 109 }, (_, i) => 0.37 * i),
  ...[0.5, 1, 1.5, 2, 2.5, 80, 87, 88, 88.5, 89, 100, 103, 104, 1e10, 1e20, 1e30, 3.4e38, Number.POSITIVE_INFINITY],
];

/** ±0, subnormal numbers, ±1e-8 … ±1e8, what is far out, ±∞ and NaN. */
export const range = Float32Array.from([...magnitudes, ...magnitudes.map((x) => -x), Number.NaN]);

/** The distance of neighbours in float32 near y; never less than near `least`. */
export function ulp(y: number, least = 0): number {
  return 2 ** (Math.floor(Math.log2(Math.max(Math.abs(y), least, 2 ** -126))) - 23);
}

export interface Bound {
  /** Of the value. */
  readonly value: number;
  /** The magnitude whose ulps they are, for results below it: digits that a function loses towards 0. */
  readonly of?: number;
}

interface Row {
  readonly f: (x: tf.Tensor) => tf.Tensor;
  readonly value: (x: number) => number;
  readonly slope?: (x: number) => number;
  /** The magnitude below which the slope has no more digits, as tfjs computes it. */
  readonly slopeOf?: number;
  readonly ulps: Bound;
}

const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const even = (x: number) => (x - Math.floor(x) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

/** A series near 0, a continued fraction beyond. */
function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 6)) return Math.sign(x);
  if (a < 2.5) {
    let [sum, term] = [a, a];
    for (let n = 1; n < 100; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * sum * 2) / Math.sqrt(Math.PI);
  }
  let rest = 0;
  for (let k = 120; k > 0; k--) rest = k / 2 / (a + rest);
  return Math.sign(x) * (1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + rest));
}

const selu = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };
const row = (f: Row['f'], value: Row['value'], ulps: number | Bound, slope?: Row['slope'], slopeOf?: number): Row => ({
  f,
  value,
  ulps: typeof ulps === 'number' ? { value: ulps } : ulps,
  ...(slope ? { slope } : {}),
  ...(slopeOf ? { slopeOf } : {}),
});

/** Functions of one number with their truth in float64, their slope, and how many ulps they may be off. */
export const functions: Readonly<Record<string, Row>> = {
  abs: row(tf.abs, Math.abs, 0, (x) => (x > 0 ? 1 : -1)),
  acos: row(tf.acos, Math.acos, 3, (x) => -1 / Math.sqrt(1 - x * x)),
  acosh: row(tf.acosh, Math.acosh, 2, (x) => 1 / Math.sqrt(x * x - 1)),
  asin: row(tf.asin, Math.asin, 4, (x) => 1 / Math.sqrt(1 - x * x)),
  asinh: row(tf.asinh, Math.asinh, 2, (x) => 1 / Math.sqrt(1 + x * x)),
  atan: row(tf.atan, Math.atan, 3, (x) => 1 / (1 + x * x)),
  atanh: row(tf.atanh, Math.atanh, 2, (x) => 1 / (1 - x * x)),
  ceil: row(tf.ceil, Math.ceil, 0),
  clipByValue: row(
    (x) => tf.clipByValue(x, -1, 0.5),
    (x) => Math.min(0.5, Math.max(-1, x)),
    0,
  ),
  cos: row(tf.cos, Math.cos, 2, (x) => -Math.sin(x)),
  cosh: row(tf.cosh, Math.cosh, 2, Math.sinh),
  elu: row(
    tf.elu,
    (x) => (x >= 0 ? x : Math.expm1(x)),
    { value: 2, of: 1 },
    (x) => (x >= 0 ? 1 : Math.exp(x)),
  ),
  erf: row(tf.erf, erf, 2, (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)),
  exp: row(tf.exp, Math.exp, 1, Math.exp),
  expm1: row(tf.expm1, Math.expm1, { value: 4, of: 1e-35 }, Math.exp),
  floor: row(tf.floor, Math.floor, 0),
  leakyRelu: row(
    (x) => tf.leakyRelu(x, 0.25),
    (x) => (x > 0 ? x : 0.25 * x),
    1,
    (x) => (x > 0 ? 1 : 0.25),
  ),
  log: row(tf.log, Math.log, 2, (x) => 1 / x),
  log1p: row(tf.log1p, Math.log1p, 3, (x) => 1 / (1 + x)),
  logSigmoid: row(
    tf.logSigmoid,
    (x) => -softplus(-x),
    2,
    (x) => sigmoid(-x),
  ),
  neg: row(
    tf.neg,
    (x) => -x,
    0,
    () => -1,
  ),
  reciprocal: row(tf.reciprocal, (x) => 1 / x, 1),
  relu: row(tf.relu, (x) => Math.max(x, 0), 0),
  relu6: row(tf.relu6, (x) => Math.min(6, Math.max(0, x)), 0),
  round: row(tf.round, even, 0),
  rsqrt: row(tf.rsqrt, (x) => 1 / Math.sqrt(x), 2),
  selu: row(
    tf.selu,
    (x) => selu.scale * (x >= 0 ? x : selu.alpha * Math.expm1(x)),
    { value: 3, of: 1 },
    (x) => selu.scale * (x > 0 ? 1 : selu.alpha * Math.exp(x)),
  ),
  sigmoid: row(tf.sigmoid, sigmoid, 3, (x) => sigmoid(x) * sigmoid(-x), 1 / 8),
  sign: row(tf.sign, Math.sign, 0),
  sin: row(tf.sin, Math.sin, 2, Math.cos),
  sinh: row(tf.sinh, Math.sinh, 2, Math.cosh),
  softplus: row(tf.softplus, softplus, 2, sigmoid),
  sqrt: row(tf.sqrt, Math.sqrt, 1, (x) => 0.5 / Math.sqrt(x)),
  square: row(
    tf.square,
    (x) => x * x,
    1,
    (x) => 2 * x,
  ),
  step: row(
    (x) => tf.step(x, 0.25),
    (x) => (x > 0 ? 1 : x <= 0 ? 0.25 : x),
    0,
  ),
  tan: row(tf.tan, Math.tan, 2, (x) => 1 / Math.cos(x) ** 2),
  tanh: row(tf.tanh, Math.tanh, { value: 4, of: 1e-35 }, (x) => 1 - Math.tanh(x) ** 2, 1),
};
