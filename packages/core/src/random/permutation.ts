import { checkCounter, checkDraw } from './drawWords.ts';
import { shuffler } from './shuffler.ts';
import { streams } from './streams.ts';

/**
 * A permutation of 0 … length − 1, each of the length! equally likely.
 *
 * @param length 0 … 2³¹ − 1
 * @param options.step which permutation, e.g. the number of epochs done
 * @param options.stream `streams.shuffle` by default, which the noise of the steps never draws from
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
  shuffler(draw, length)(order);
  return order;
}
