import { checkCounter, checkDraw, type Draw, drawWords } from './drawWords.ts';

/** Words at a time: a multiple of 4 that stays in the first-level cache. */
const CHUNK = 1024;

/**
 * Fill with uniform numbers in [0, 1): uᵢ = ⌊wᵢ / 2⁸⌋ · 2⁻²⁴ of the i-th word, exact in float32.
 *
 * @param values any length, overwritten; value i does not depend on the length
 * @param first the number of the value that comes first: the draw's values before it are passed over, at no cost
 * @returns values
 * @throws `OPTION` when seed, stream or step is not a whole number in its range
 * @example
 * fillUniform(new Float32Array(3), { seed: 1, stream: 0, step: 0 });
 */
export function fillUniform(values: Float32Array, draw: Draw, first = 0): Float32Array {
  checkDraw('fillUniform', draw);
  checkCounter('fillUniform', 'first', first);
  // A block of words makes four values.
  const skipped = first % 4;
  if (skipped > 0) {
    values.set(fillUniform(new Float32Array(skipped + values.length), draw, first - skipped).subarray(skipped));
    return values;
  }
  const words = new Uint32Array(CHUNK);
  for (let start = 0; start < values.length; start += CHUNK) {
    const count = Math.min(CHUNK, values.length - start);
    const used = words.subarray(0, (count + 3) & ~3);
    drawWords(used, draw, (first + start) / 4);
    for (let i = 0; i < count; i++) values[start + i] = ((used[i] as number) >>> 8) * 2 ** -24;
  }
  return values;
}
