import { checkCounter, checkDraw, type Draw, drawWords } from './drawWords.ts';

/*
 * Box and Muller (1958): for uniform u in (0, 1] and an angle θ uniform on the circle,
 *
 *     z₀ = √(−2 ln u) cos θ,   z₁ = √(−2 ln u) sin θ   are independent and standard normal.
 *
 * Only +, −, ×, ÷ and √ rounded to float32, int-to-float conversions and integer operations occur, without a branch: each is the same
 * bits on every machine and has a WebAssembly SIMD instruction, while Math.log, Math.sin and Math.cos differ from engine to engine.
 * `fround` after each operation makes float32 of JavaScript's float64: double rounding is harmless for these five operations
 * (Figueroa 1995). The order of the operations is part of the format: changing it changes the numbers.
 *
 * The polynomials are minimax fits, coefficients rounded to float32 one after the other; errors are those of the rounded ones.
 */
const fround = Math.fround;

/** −2 ln m = s·(L0 + L1 s² + L2 s⁴ + L3 s⁶), s = (m − 1)/(m + 1), √½ ≤ m < √2; relative error 8.1e-10. */
const L0 = -4;
const L1 = fround(-1.333335518836975);
const L2 = fround(-0.7995517253875732);
const L3 = fround(-0.5974138975143433);
const MINUS_2_LN_2 = fround(-2 * Math.LN2);
/** √½ in float32, as bits. */
const SQRT_HALF_BITS = 0x3f3504f3;

/** sin(πx/2) = x·(S0 + S1 x² + … + S4 x⁸), |x| ≤ 1; relative error 2.9e-8. */
const S0 = fround(1.5707963705062866);
const S1 = fround(-0.6459650993347168);
const S2 = fround(0.0796959325671196);
const S3 = fround(-0.00468310434371233);
const S4 = fround(0.00015592922864016145);

/** cos(πx/2) = 1 + C1 x² + … + C5 x¹⁰, |x| ≤ 1; absolute error 1.1e-9. */
const C1 = fround(-1.2337005138397217);
const C2 = fround(0.2536690831184387);
const C3 = fround(-0.020861899480223656);
const C4 = fround(0.0009167333482764661);
const C5 = fround(-2.340207720408216e-5);

/** Pairs at a time: the scratch stays in the first-level cache. */
const CHUNK = 512;

/**
 * Fill with standard normal numbers; the largest possible magnitude is √(66 ln 2) = 6.76 (one in 7·10¹⁰ true normals lies beyond).
 *
 * @param values any length, overwritten; value i does not depend on the length
 * @param first the number of the value that comes first: the draw's values before it are passed over, at no cost
 * @returns values
 * @throws `OPTION` when seed, stream or step is not a whole number in its range
 * @example
 * fillNormal(new Float32Array(3), { seed: 1, stream: 0, step: 0 });
 */
export function fillNormal(values: Float32Array, draw: Draw, first = 0): Float32Array {
  checkDraw('fillNormal', draw);
  checkCounter('fillNormal', 'first', first);
  // A block of words makes four values.
  const skipped = first % 4;
  if (skipped > 0) {
    values.set(fillNormal(new Float32Array(skipped + values.length), draw, first - skipped).subarray(skipped));
    return values;
  }
  const words = new Uint32Array(2 * CHUNK);
  const u = new Float32Array(CHUNK);
  const uBits = new Int32Array(u.buffer);
  const normals = new Float32Array(2 * CHUNK);
  for (let start = 0; start < values.length; start += 2 * CHUNK) {
    const count = Math.min(2 * CHUNK, values.length - start);
    const used = words.subarray(0, (count + 3) & ~3);
    drawWords(used, draw, (first + start) / 4);
    boxMuller(used, u, uBits, normals);
    values.set(count === normals.length ? normals : normals.subarray(0, count), start);
  }
  return values;
}

/** Words 2i and 2i + 1 to normals 2i and 2i + 1; u and its bits are scratch, [words.length / 2]. */
export function boxMuller(words: Uint32Array, u: Float32Array, uBits: Int32Array, normals: Float32Array): void {
  const pairs = words.length / 2;
  // 2³² u = w + ½ lies in [½, 2³²]: never zero, and finest where the tails are.
  for (let i = 0; i < pairs; i++) u[i] = fround(fround(words[2 * i] as number) + 0.5);
  for (let i = 0; i < pairs; i++) {
    // 2³² u = 2ᵉ m with √½ ≤ m < √2, so −2 ln u = −2 (e − 32) ln 2 − 2 ln m.
    const shifted = (uBits[i] as number) - SQRT_HALF_BITS;
    const e = shifted >> 23;
    uBits[i] = (shifted & 0x7fffff) + SQRT_HALF_BITS;
    const m = u[i] as number;
    const s = fround(fround(m - 1) / fround(m + 1));
    const ss = fround(s * s);
    let minus2LnM = fround(L2 + fround(ss * L3));
    minus2LnM = fround(L1 + fround(ss * minus2LnM));
    minus2LnM = fround(L0 + fround(ss * minus2LnM));
    minus2LnM = fround(s * minus2LnM);
    const r = fround(Math.sqrt(fround(fround((e - 32) * MINUS_2_LN_2) + minus2LnM)));

    // θ = π/2 · x, or half a turn further: the lower 31 bits are x in [−1, 1), the top bit the half turn, which flips both signs.
    const w = words[2 * i + 1] as number;
    const x = fround(fround((w << 1) >> 1) * 2 ** -30);
    const signed = fround(r * fround(1 - 2 * (w >>> 31)));
    const xx = fround(x * x);
    let sin = fround(S3 + fround(xx * S4));
    sin = fround(S2 + fround(xx * sin));
    sin = fround(S1 + fround(xx * sin));
    sin = fround(S0 + fround(xx * sin));
    sin = fround(x * sin);
    let cos = fround(C4 + fround(xx * C5));
    cos = fround(C3 + fround(xx * cos));
    cos = fround(C2 + fround(xx * cos));
    cos = fround(C1 + fround(xx * cos));
    cos = fround(1 + fround(xx * cos));
    normals[2 * i] = fround(signed * cos);
    normals[2 * i + 1] = fround(signed * sin);
  }
}
