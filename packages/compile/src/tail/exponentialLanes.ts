import { add, floats, ints, type Keep, type Lanes, mul } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';

const sub = (a: Lanes, b: Lanes): Lanes => [...a, ...b, ...code.sub];
const less = (a: Lanes, b: Lanes): Lanes => [...a, ...b, ...code.lt];
/** `yes` where the mask is set, `no` elsewhere. */
const choose = (yes: Lanes, no: Lanes, mask: Lanes): Lanes => [...yes, ...no, ...mask, ...code.bitselect];
/** c₀ + x (c₁ + x (c₂ + …)) */
const polynomial = (x: Lanes, coefficients: readonly number[]): Lanes =>
  coefficients.map(floats).reduceRight((sum, coefficient) => add(coefficient, mul(x, sum)));

/** 1/k!: on |r| ≤ ln 2 / 2 the next term is r⁸/8! < 6e-9. */
const TAYLOR = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040];
/** ln 2 in two parts, of which the first is exact in 9 bits: n times it is exact too. */
const LN_2_HIGH = 355 / 512;
const LN_2_LOW = Math.LN2 - LN_2_HIGH;
/** Below, a float32 is 0 or subnormal; above, it is infinite. */
const [LOWEST, HIGHEST] = [-87.33654, 88.72283];

/** Added to a float32 of less than 2²², it rounds it to a whole number, which then stands in the lowest bits. */
const ROUNDING = 1.5 * 2 ** 23;

/**
 * eˣ = 2ⁿ eʳ with n = round(x / ln 2), r = x − n ln 2; the exponent of eʳ is raised by n in its bits. Relative error below 2e-7;
 * subnormal results are 0.
 */
export function expLanes(keep: Keep, x: Lanes): Lanes {
  const rounded = keep(add(mul(x, floats(1 / Math.LN2)), floats(ROUNDING)));
  const n = keep(sub(rounded, floats(ROUNDING)));
  const r = keep(sub(sub(x, mul(n, floats(LN_2_HIGH))), mul(n, floats(LN_2_LOW))));
  const raised = [...rounded, ...code.i32Const(23), ...code.i32x4Shl];
  const scaled = keep([...polynomial(r, TAYLOR), ...raised, ...code.i32x4Add]);
  const above = keep(less(floats(HIGHEST), x));
  const finite = choose(floats(0), choose(floats(Number.POSITIVE_INFINITY), scaled, above), less(x, floats(LOWEST)));
  return choose(finite, x, [...x, ...x, ...code.eq]);
}

/** 2/(2k + 1), of ln m = 2 (s + s³/3 + s⁵/5 + …): on |s| ≤ 0.172 the next term is below 1e-9. */
const AREA_TANGENT = [2, 2 / 3, 2 / 5, 2 / 7, 2 / 9];
const SQRT_HALF_BITS = 0x3f3504f3;
const SMALLEST_NORMAL = 2 ** -126;

/** ln x = e ln 2 + ln m with √½ ≤ m < √2 and s = (m − 1)/(m + 1). Relative error below 3e-7; −∞ for 0, NaN below. */
export function logLanes(keep: Keep, x: Lanes): Lanes {
  const small = keep(less(x, floats(SMALLEST_NORMAL)));
  const normal = choose(mul(x, floats(2 ** 24)), x, small);
  const shifted = keep([...normal, ...ints(SQRT_HALF_BITS), ...code.i32x4Sub]);
  const exponent = [...shifted, ...code.i32Const(23), ...code.i32x4ShrS, ...code.convertS];
  const e = sub(exponent, [...small, ...floats(24), ...code.and]);
  const m = keep([...shifted, ...ints(0x7fffff), ...code.and, ...ints(SQRT_HALF_BITS), ...code.i32x4Add]);
  const s = keep([...sub(m, floats(1)), ...add(m, floats(1)), ...code.div]);
  const finite = keep(add(mul(e, floats(Math.LN2)), mul(s, polynomial(keep(mul(s, s)), AREA_TANGENT))));
  const infinite = [...x, ...floats(Number.POSITIVE_INFINITY), ...code.eq];
  const orInfinite = keep(choose(x, finite, infinite));
  const orZero = choose(floats(Number.NEGATIVE_INFINITY), orInfinite, [...x, ...floats(0), ...code.eq]);
  // Not (x ≥ 0) holds for NaN too.
  return choose(orZero, floats(Number.NaN), [...x, ...floats(0), ...code.ge]);
}

/** 1/(1 + e⁻ˣ) */
export function sigmoidLanes(keep: Keep, x: Lanes): Lanes {
  const denominator = add(floats(1), expLanes(keep, keep([...x, ...code.neg])));
  return [...floats(1), ...denominator, ...code.div];
}
