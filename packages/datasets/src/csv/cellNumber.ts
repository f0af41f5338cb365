const [space, tab, plus, minus, point, zero, nine] = [0x20, 0x09, 0x2b, 0x2d, 0x2e, 0x30, 0x39];

/** Powers of ten that float64 holds exactly. */
export const tens = Float64Array.from({ length: 23 }, (_, power) => 10 ** power);
const ascii = new TextDecoder('latin1');

/**
 * The number in a cell, or NaN where it is none. Read digit by digit: a whole number below 2⁵³ times or over a power of ten up to 10²² is rounded
 * once, hence rightly (Clinger 1990); longer ones go through `Number`.
 *
 * @param decimal the byte before the fraction: a point or a comma
 */
export function cellNumber(bytes: Uint8Array, from: number, to: number, decimal: number): number {
  let [start, end] = [from, to];
  while (start < end && (bytes[start] === space || bytes[start] === tab)) start++;
  while (end > start && (bytes[end - 1] === space || bytes[end - 1] === tab)) end--;
  let at = start;
  const negative = bytes[at] === minus;
  if (negative || bytes[at] === plus) at++;
  let [whole, digits, fraction, seen, pointed] = [0, 0, 0, 0, false];
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= zero && byte <= nine) {
      seen++;
      if (digits > 0 || byte !== zero) digits++;
      if (digits <= 15) whole = whole * 10 + byte - zero;
      if (pointed) fraction++;
    } else if (byte === decimal && !pointed) pointed = true;
    else break;
  }
  if (seen === 0) return Number.NaN;
  let exponent = 0;
  if (at < end) {
    if (((bytes[at] as number) | 0x20) !== 0x65) return Number.NaN;
    const sign = bytes[at + 1] === minus ? -1 : 1;
    at += bytes[at + 1] === minus || bytes[at + 1] === plus ? 2 : 1;
    if (at >= end) return Number.NaN;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte < zero || byte > nine) return Number.NaN;
      if (exponent < 1e6) exponent = exponent * 10 + byte - zero;
    }
    exponent *= sign;
  }
  const power = exponent - fraction;
  if (digits > 15 || power < -22 || power > 22) {
    const text = ascii.decode(bytes.subarray(start, end));
    const value = Number(decimal === point ? text : text.replace(',', '.'));
    return Number.isFinite(value) ? value : Number.NaN;
  }
  const size = power < 0 ? whole / (tens[-power] as number) : whole * (tens[power] as number);
  return negative ? -size : size;
}
