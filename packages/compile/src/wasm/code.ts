/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return bytes;
}

/** Signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && !(low & 0x40)) || (rest === -1 && low & 0x40)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

const simd = (code: number) => [0xfd, ...unsigned(code)];
const bytesOf = (words: readonly number[]) => [...new Uint8Array(Int32Array.from(words).buffer)];

/** Instructions by their names in the specification. */
export const code = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  brIf: (depth: number) => [0x0d, ...unsigned(depth)],
  /** The first of two numbers if what is on top is not 0, else the second. */
  select: [0x1b],
  get: (local: number) => [0x20, ...unsigned(local)],
  set: (local: number) => [0x21, ...unsigned(local)],
  tee: (local: number) => [0x22, ...unsigned(local)],
  i32Const: (value: number) => [0x41, ...signed(value)],
  f32Const: (value: number) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  i32Add: [0x6a],
  i32And: [0x71],
  i32Shl: [0x74],
  i32ShrU: [0x76],
  i32LtU: [0x49],
  load: (offset = 0) => [...simd(0x00), 4, ...unsigned(offset)],
  /** One number in all lanes. */
  loadSplat: [...simd(0x09), 2, 0],
  store: (offset = 0) => [...simd(0x0b), 4, ...unsigned(offset)],
  v128Const: (...words: [number, number, number, number]) => [...simd(0x0c), ...bytesOf(words)],
  /** Four 32-bit lanes of two vectors: 0 … 3 of the first, 4 … 7 of the second. */
  shuffle: (...lanes: [number, number, number, number]) => [
    ...simd(0x0d),
    ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
  ],
  splat: simd(0x13),
  i32x4Splat: simd(0x11),
  i32x4LtS: simd(0x39),
  i32x4Add: simd(0xae),
  i32x4Sub: simd(0xb1),
  i32x4Shl: simd(0xab),
  i32x4ShrS: simd(0xac),
  i32x4ShrU: simd(0xad),
  /** 64-bit products of two unsigned lanes: of the lower two, of the upper two. */
  extmulLowU: simd(0xde),
  extmulHighU: simd(0xdf),
  convertS: simd(0xfa),
  convertU: simd(0xfb),
  xor: simd(0x51),
  bitselect: simd(0x52),
  eq: simd(0x41),
  lt: simd(0x43),
  gt: simd(0x44),
  le: simd(0x45),
  ge: simd(0x46),
  not: simd(0x4d),
  and: simd(0x4e),
  or: simd(0x50),
  ceil: simd(0x67),
  floor: simd(0x68),
  nearest: simd(0x6a),
  abs: simd(0xe0),
  neg: simd(0xe1),
  sqrt: simd(0xe3),
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  min: simd(0xe8),
  max: simd(0xe9),
  /** b where a < b, a elsewhere: one instruction of the machine, where `max` takes seven to give NaN for a NaN in b. */
  pmax: simd(0xeb),
} as const;
