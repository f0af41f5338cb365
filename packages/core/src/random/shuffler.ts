import { type Draw, drawWords } from './drawWords.ts';
import { multiplyHigh } from './philox.ts';

/** Words at a time, at most; the numbers do not depend on it. */
const CHUNK = 1024;
const TWO_TO_32 = 2 ** 32;

/**
 * Puts rows into one of their orders, each equally likely, and goes on with the same draw for the rows of the next call
 * (Fisher and Yates; Durstenfeld 1964).
 *
 * @param draw taken as checked
 * @param many how many rows will come in all, about
 */
export function shuffler(draw: Draw, many: number): (rows: Int32Array) => void {
  const below = boundedIntegers(draw, many);
  return (rows) => {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = below(i + 1);
      const last = rows[i] as number;
      rows[i] = rows[j] as number;
      rows[j] = last;
    }
  };
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
