import * as tf from '@tensorflow/tfjs-core';
import type { CodeRegularizer } from './codeRegularizer.ts';
import { sumCode } from './sumCode.ts';

/**
 * R(z) = ½ Σᵢ zᵢ²: codes near 0; up to a constant −log of the prior N(0, I), in nats.
 *
 * @example
 * l2().energy(tf.tensor2d([[3, -4]])); // [12.5]
 */
export function l2(): CodeRegularizer {
  return { energy: (z) => tf.mul(sumCode(tf.square(z)), 0.5) };
}
