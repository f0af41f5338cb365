import { code } from '../wasm/code.ts';
import { add, floats, ints, type Keep, type Lanes, mul, xor } from './lanes.ts';

/*
 * The arithmetic of `fillNormal` in core, operation by operation: its comments derive it, and the tests compare the bits.
 * Each f32x4 instruction rounds as `Math.fround` does there.
 */
const LOG = [-4, -1.333335518836975, -0.7995517253875732, -0.5974138975143433];
const MINUS_2_LN_2 = -2 * Math.LN2;
const SQRT_HALF_BITS = 0x3f3504f3;
const SIN = [1.5707963705062866, -0.6459650993347168, 0.0796959325671196, -0.00468310434371233, 0.00015592922864016145];
const COS = [
  1, -1.2337005138397217, 0.2536690831184387, -0.020861899480223656, 0.0009167333482764661, -2.340207720408216e-5,
];

/** Words of a radius and of an angle to two independent normal numbers, in each lane. */
export function boxMullerLanes(keep: Keep, radius: Lanes, angle: Lanes): [Lanes, Lanes] {
  // 2³² u = w + ½ = 2ᵉ m with √½ ≤ m < √2; s = (m − 1)/(m + 1)
  const u = add([...radius, ...code.convertU], floats(0.5));
  const shifted = keep([...u, ...ints(SQRT_HALF_BITS), ...code.i32x4Sub]);
  const e = [...shifted, ...code.i32Const(23), ...code.i32x4ShrS];
  const mantissa = [...shifted, ...ints(0x7fffff), ...code.and];
  const m = keep([...mantissa, ...ints(SQRT_HALF_BITS), ...code.i32x4Add]);
  const s = keep([...m, ...floats(1), ...code.sub, ...add(m, floats(1)), ...code.div]);
  const minus2LnM = mul(s, polynomial(keep(mul(s, s)), LOG));
  const scaled = mul([...e, ...ints(32), ...code.i32x4Sub, ...code.convertS], floats(MINUS_2_LN_2));
  const r = [...add(scaled, minus2LnM), ...code.sqrt];
  // Half a turn further flips both signs.
  const sign = [...angle, ...ints(1 << 31), ...code.and];
  const signed = keep(xor(r, sign));
  const doubled = [...angle, ...code.i32Const(1), ...code.i32x4Shl, ...code.i32Const(1), ...code.i32x4ShrS];
  const x = keep(mul([...doubled, ...code.convertS], floats(2 ** -30)));
  const xx = keep(mul(x, x));
  const sin = mul(x, polynomial(xx, SIN));
  return [mul(signed, polynomial(xx, COS)), mul(signed, sin)];
}

/** c₀ + x (c₁ + x (c₂ + …)) */
function polynomial(x: Lanes, coefficients: readonly number[]): Lanes {
  return coefficients.map(floats).reduceRight((sum, coefficient) => add(coefficient, mul(x, sum)));
}
