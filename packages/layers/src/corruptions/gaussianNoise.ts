import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Corruption } from './corruption.ts';

/**
 * ŷ = y + σε with ε ~ N(0, I). For any shape; what leaves [0, 1] stays there, so that the noise is the same everywhere.
 *
 * @param options.standardDeviation σ, in the unit of y
 * @throws `OPTION` for a σ below 0
 * @see Canziani, lecture 07-3, denoising autoencoder; Bengio and others 2013
 * @example
 * const noisy = gaussianNoise({ standardDeviation: 0.3 })(y, random);
 */
export function gaussianNoise({ standardDeviation }: { standardDeviation: number }): Corruption {
  if (!(Number.isFinite(standardDeviation) && standardDeviation >= 0)) {
    throw expected({
      where: 'gaussianNoise, standardDeviation',
      expected: 'a number of at least 0',
      received: String(standardDeviation),
      todo: 'Give σ in the unit of y.',
      code: 'OPTION',
    });
  }
  return (y, random) => tf.tidy(() => tf.add(y, tf.mul(random.normal(y.shape), standardDeviation)));
}
