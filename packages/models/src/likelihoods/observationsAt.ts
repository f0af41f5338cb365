import * as tf from '@tensorflow/tfjs-core';
import type { Distribution } from '../distributions/distribution.ts';
import type { Likelihood } from './likelihood.ts';

/**
 * p(y|z) at one output of the decoder, as a distribution of observations.
 *
 * @param output what the decoder gives for a batch of codes
 * @example
 * const pixels = observationsAt(bernoulli(), tf.zeros([2, 784]));
 * pixels.logDensity(tf.ones([2, 784])); // [-543.4, -543.4], −784 log 2
 */
export function observationsAt(likelihood: Likelihood, output: tf.Tensor): Distribution {
  return {
    sample: (_, random) => likelihood.sample(output, random),
    logDensity: (y) => tf.tidy(() => tf.neg(likelihood.cost(y, output))),
  };
}
