import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Likelihood } from './likelihood.ts';

const log2Pi = Math.log(2 * Math.PI);

/**
 * y ~ N(output, σ²): −log p = ½ Σᵢ (yᵢ − ỹᵢ)²/σ² + log 2πσ². With a fixed σ it is the squared error on the scale of nats, so σ and β say
 * the same thing twice: β = 2σ² times a squared error.
 *
 * With `standardDeviation: 'learned'` the decoder gives a mean and a log variance l for every number of y: its last axis is twice as long, and
 * σ² = least² + eˡ. Without a least σ, −log p of numbers that a decoder hits exactly has no bound, as of a column of few values.
 *
 * @param options.standardDeviation σ, in the unit of y; 1 by default
 * @param options.least of a learned σ; 0 by default
 * @throws OPTION for a σ that is not positive, a least one below 0
 * @example
 * const likelihood = gaussian({ standardDeviation: 0.1 });
 */
export function gaussian({
  standardDeviation = 1,
  least = 0,
}: {
  standardDeviation?: number | 'learned';
  least?: number;
} = {}): Likelihood {
  const learned = standardDeviation === 'learned';
  if (!learned && !(Number.isFinite(standardDeviation) && standardDeviation > 0)) {
    throw expected({
      where: 'gaussian, standardDeviation',
      expected: "a positive number, or 'learned'",
      received: String(standardDeviation),
      todo: 'Give σ in the unit of y.',
      code: 'OPTION',
    });
  }
  if (!(Number.isFinite(least) && least >= 0)) {
    throw expected({
      where: 'gaussian, least',
      expected: 'a number from 0 up',
      received: String(least),
      todo: 'Give the least σ in the unit of y.',
      code: 'OPTION',
    });
  }
  const parts = (output: tf.Tensor): { mean: tf.Tensor; logVariance: tf.Tensor | tf.Scalar } => {
    if (!learned) return { mean: output, logVariance: tf.scalar(2 * Math.log(standardDeviation)) };
    const [mean, logVariance] = tf.split(output, 2, -1) as [tf.Tensor, tf.Tensor];
    return { mean, logVariance: least === 0 ? logVariance : tf.log(tf.add(tf.exp(logVariance), least ** 2)) };
  };
  return {
    cost: (y, output) =>
      tf.tidy(() => {
        const { mean, logVariance } = parts(output);
        // ½ Σᵢ (yᵢ − ỹᵢ)² / vᵢ + log 2πvᵢ
        const each = tf.add(
          tf.mul(tf.square(tf.sub(y, mean)), tf.exp(tf.neg(logVariance))),
          tf.add(logVariance, log2Pi),
        );
        return tf.mul(tf.sum(tf.reshape(each, [each.shape[0] as number, -1]), 1), 0.5) as tf.Tensor1D;
      }),
    mean: (output) => tf.tidy(() => tf.clone(parts(output).mean)),
    sample: (output, random) =>
      tf.tidy(() => {
        const { mean, logVariance } = parts(output);
        return tf.add(mean, tf.mul(random.normal(mean.shape), tf.exp(tf.mul(logVariance, 0.5))));
      }),
    outputsPerNumber: learned ? 2 : 1,
    settings: { name: 'gaussian', standardDeviation, ...(least > 0 && { least }) },
  };
}
