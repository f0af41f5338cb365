import { code } from '../wasm/code.ts';
import { type Four, ints, type Keep, type Lanes, shuffle, xor } from './lanes.ts';

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Philox4x32-10 of four counters at once, as `philox4x32` of core: word k of a counter is one lane of vector k.
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function philoxLanes(keep: Keep, counter: Four, [k0, k1]: readonly [Lanes, Lanes]): Four {
  let [x0, x1, x2, x3] = counter;
  for (let round = 0; round < ROUNDS; round++) {
    const [high0, low0] = product(keep, MULTIPLIER_0, x0);
    const [high1, low1] = product(keep, MULTIPLIER_1, x2);
    const key0 = [...k0, ...ints(Math.imul(round, WEYL_0)), ...code.i32x4Add];
    const key1 = [...k1, ...ints(Math.imul(round, WEYL_1)), ...code.i32x4Add];
    x0 = keep(xor(high1, xor(x1, key0)));
    x1 = low1;
    x2 = keep(xor(high0, xor(x3, key1)));
    x3 = low0;
  }
  return [x0, x1, x2, x3];
}

/** Upper and lower halves of 64-bit products. */
function product(keep: Keep, multiplier: number, x: Lanes): [Lanes, Lanes] {
  const first = keep([...x, ...ints(multiplier), ...code.extmulLowU]);
  const last = keep([...x, ...ints(multiplier), ...code.extmulHighU]);
  return [keep(shuffle(first, last, [1, 3, 5, 7])), keep(shuffle(first, last, [0, 2, 4, 6]))];
}
