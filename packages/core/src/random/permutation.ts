import { checkCounter, checkDraw, type Draw, drawWords } from './drawWords.ts';
import { multiplyHigh } from './philox.ts';
import { streams } from './streams.ts';

/** Words at a time, at most; the numbers do not depend on it. */
const CHUNK = 1024;
const TWO_TO_32 = 2 ** 32;

/**
 * A permutation of 0 … length − 1, each of the length! equally likely (Fisher and Yates; Durstenfeld 1964).
 *
 * @param length 0 … 2³¹ − 1
 * @param options.step which permutation, e.g. the number of epochs done
 * @param options.stream `streams.shuffle` unless given, which the noise of the steps never draws from
 * @returns [length]
 * @throws `OPTION` when the length, seed, stream or step is not a whole number in its range
 * @example
 * const order = permutation(60_000, { seed: 1, step: 0 }); // the first epoch's
 */
export function permutation(
  length: number,
  { seed, step, stream = streams.shuffle }: { seed: number; step: number; stream?: number },
): Int32Array {
  const draw = { seed, stream, step };
  checkCounter('permutation', 'length', length, 0x7fff_ffff);
  checkDraw('permutation', draw);
  const order = new Int32Array(length).map((_, i) => i);
  const below = boundedIntegers(draw, length);
  for (let i = length - 1; i > 0; i--) {
    const j = below(i + 1);
    const last = order[i] as number;
    order[i] = order[j] as number;
    order[j] = last;
  }
  return order;
}

/**
 * Unbiased integers in [0, n), about `many` of them: ⌊w·n / 2³²⌋ of a word w, which is drawn again while the low half of w·n is below 2³² mod n.
 * Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
 */
function boundedIntegers(draw: Draw, many: number): (n: number) => number {
  // Whole blocks of 4 words.
  const words = new Uint32Array(Math.min(CHUNK, (many + 4) & ~3));
  let next = 0;
  const word = () => {
    const at = next % words.length;
    if (at === 0) drawWords(words, draw, next / 4);
    next++;
    return words[at] as number;
  };
  return (n) => {
    const rejected = TWO_TO_32 % n;
    let w = word();
    while (Math.imul(w, n) >>> 0 < rejected) w = word();
    return multiplyHigh(w, n) >>> 0;
  };
}
