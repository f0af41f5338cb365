import { expected } from '@latentkit/errors';
import { philox4x32 } from './philox.ts';

/** Names one sequence of random numbers; `streams` says which stream is whose. */
export interface Draw {
  /** A non-negative safe integer. */
  readonly seed: number;
  /** 0 … 2³² − 1 */
  readonly stream: number;
  /** A non-negative safe integer. */
  readonly step: number;
}

/** Refuse what would silently be truncated to 32 bits, or become NaN. */
export function checkCounter(where: string, name: string, value: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > most) {
    throw expected({
      where: `${where}, ${name}`,
      expected: `a whole number from 0 to ${most}`,
      received: String(value),
      todo: `Pass ${name} as such a number.`,
      code: 'OPTION',
    });
  }
}

export function checkDraw(where: string, { seed, stream, step }: Draw): void {
  checkCounter(where, 'seed', seed);
  checkCounter(where, 'stream', stream, 0xffff_ffff);
  checkCounter(where, 'step', step);
}

const TWO_TO_32 = 2 ** 32;

/**
 * Fill with the words of consecutive blocks of a draw, four per block. The draw is taken as checked.
 *
 * @param words [4 · blocks], overwritten
 * @param firstBlock the block that words[0 … 3] come from
 */
export function drawWords(words: Uint32Array, { seed, stream, step }: Draw, firstBlock: number): void {
  const stepHigh = Math.floor(step / TWO_TO_32);
  const seedHigh = Math.floor(seed / TWO_TO_32);
  for (let at = 0, block = firstBlock; at < words.length; at += 4, block++) {
    philox4x32(words, at, block, stream, step, stepHigh, seed, seedHigh);
  }
}
