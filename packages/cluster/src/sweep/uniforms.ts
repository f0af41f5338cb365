import { streams } from '@latentkit/core';
import { philox4x32 } from '@latentkit/core/internal';

/**
 * Numbers in [0, 1) of 53 bits, a function of (seed, trial, index) alone: a sweep draws the same whichever worker asks and however often it is
 * taken up again.
 *
 * @returns a function that gives the next number at each call
 */
export function uniforms(seed: number, trial: number): () => number {
  const words = new Uint32Array(4);
  let index = 0;
  return () => {
    const at = (index % 2) * 2;
    if (at === 0) philox4x32(words, 0, index / 2, streams.sweeps, trial, 0, seed % 2 ** 32, Math.floor(seed / 2 ** 32));
    index++;
    return ((words[at] as number) >>> 5) * 2 ** -27 + ((words[at + 1] as number) >>> 6) * 2 ** -53;
  };
}
