import { counterRandom, type Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { LatentModelLike } from '../src/latentModelLaws.ts';
import type { LikelihoodLike } from '../src/likelihoodLaws.ts';
import type { Drawable } from '../src/priorLaws.ts';
import type { FittedCodes } from '../src/samplerLaws.ts';

const sum = (z: tf.Tensor) => tf.sum(z, 1) as tf.Tensor1D;

/** y + ε, ε ~ N(0, I). */
export const myNoise = (y: tf.Tensor, random: Random) => tf.tidy(() => tf.add(y, random.normal(y.shape)));

/** z = y/2, ỹ = 2z, y [2]. */
export const halving = (): LatentModelLike => ({
  variables: {},
  exampleShape: [2],
  latentShape: [2],
  encode: (y) => tf.mul(y, 0.5),
  decode: (z) => tf.mul(z, 2),
  reconstruct: (y) => tf.clone(y),
  dispose: () => {},
});

/** The even density on [0, 1]. */
export const evenPrior = (): Drawable => ({
  sample: (shape, random) => random.uniform(shape),
  logDensity: (z) => tf.tidy(() => sum(tf.mul(z, 0))),
});

/** y ~ N(output, 1). */
export const unitNormal: LikelihoodLike = {
  cost: (y, output) => tf.tidy(() => sum(tf.mul(tf.add(tf.square(tf.sub(y, output)), Math.log(2 * Math.PI)), 0.5))),
  mean: (output) => tf.clone(output),
  sample: (output, random) => tf.tidy(() => tf.add(output, random.normal(output.shape))),
  outputsPerNumber: 1,
  settings: { name: 'unitNormal' },
};

/** Codes of one number, even on [low, low + width]. */
export const evenCodes = (parameters: { low: number; width: number }): FittedCodes<typeof parameters> => ({
  size: 1,
  parameters,
  sample(count, { seed, first = 0 }) {
    const u = tf.tidy(() =>
      counterRandom({ seed, step: 0 })
        .uniform([first + count, 1])
        .dataSync<'float32'>(),
    );
    return {
      values: Float32Array.from(u.subarray(first), (x) => parameters.low + parameters.width * x),
      shape: [count, 1],
    };
  },
  logDensity: ({ values }) =>
    Float64Array.from(values as ArrayLike<number>, (z) =>
      z >= parameters.low && z <= parameters.low + parameters.width ? -Math.log(parameters.width) : -Infinity,
    ),
});
