import type { Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { codesOf } from './codes.ts';
import type { Infer } from './infer.ts';

/**
 * ž = argmin_z E(y, z) over a list of codes: every one is tried. Costs an energy for each pair of an example and a code.
 *
 * @param codes one row per code, e.g. of `angles` or `codeGrid`
 * @see Canziani, lecture 08-3, zero temperature limit: ž = argmin_z E(y, z)
 * @example
 * const infer = exhaustive(angles(48));
 */
export function exhaustive(codes: Table): Infer {
  return (energy) =>
    tf.tidy(() => {
      const all = codesOf(codes);
      return tf.gather(all, tf.argMin(energy.over(all), 1));
    });
}
