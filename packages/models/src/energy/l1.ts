import * as tf from '@tensorflow/tfjs-core';
import type { CodeRegularizer } from './codeRegularizer.ts';
import { sumCode } from './sumCode.ts';

/**
 * R(z) = Σᵢ |zᵢ|: codes of few numbers that are not 0, sparse coding. Its proximal map is the soft threshold sign(z) max(|z| − t, 0).
 *
 * @see Daubechies, Defrise and De Mol 2004; Beck and Teboulle 2009
 * @example
 * l1().energy(tf.tensor2d([[3, -4]])); // [7]
 */
export function l1(): CodeRegularizer {
  return {
    energy: (z) => sumCode(tf.abs(z)),
    proximal: (z, t) => tf.mul(tf.sign(z), tf.relu(tf.sub(tf.abs(z), t))),
  };
}
