import * as tf from '@tensorflow/tfjs-core';
import { sumCode } from '../energy/sumCode.ts';
import type { Distribution } from './distribution.ts';

/**
 * Angles uniform around the circle, each with the density 1/2π wherever it is counted from.
 *
 * @example
 * const angles = uniformAngles().sample([64, 1], counterRandom({ seed: 1, step: 0 })); // from 0 to 2π
 */
export function uniformAngles(): Distribution {
  return {
    sample: (shape, random) => tf.tidy(() => tf.mul(random.uniform(shape), 2 * Math.PI)),
    // The same everywhere, but a function of z: its slope is asked for.
    logDensity: (z) => tf.tidy(() => sumCode(tf.sub(tf.mul(z, 0), Math.log(2 * Math.PI)))),
  };
}
