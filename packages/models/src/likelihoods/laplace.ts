import { expected } from '@latentkit/errors';
import { absoluteError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Likelihood } from './likelihood.ts';

/**
 * y ~ Laplace(output, b): −log p = Σᵢ |yᵢ − ỹᵢ|/b + log 2b, the absolute error on the scale of nats.
 *
 * @param options.scale b, in the unit of y; 1 by default
 * @throws OPTION for a scale that is not positive
 * @example
 * const likelihood = laplace({ scale: 0.1 });
 */
export function laplace({ scale = 1 }: { scale?: number } = {}): Likelihood {
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw expected({
      where: 'laplace, scale',
      expected: 'a positive number',
      received: String(scale),
      todo: 'Give b in the unit of y.',
      code: 'OPTION',
    });
  }
  const numbers = (y: tf.Tensor) => y.size / (y.shape[0] as number);
  return {
    cost: (y, output) =>
      tf.tidy(() => tf.add(tf.mul(absoluteError(y, output), 1 / scale), numbers(y) * Math.log(2 * scale))),
    mean: (output) => tf.clone(output),
    sample: (output, random) =>
      tf.tidy(() => {
        // y = ỹ − b sign(u) log(1 − 2|u|), u uniform in [−½, ½)
        const u = tf.sub(random.uniform(output.shape), 0.5);
        const magnitude = tf.log1p(tf.mul(tf.minimum(tf.abs(u), 0.5 - 2 ** -25), -2));
        return tf.sub(output, tf.mul(tf.mul(tf.sign(u), magnitude), scale));
      }),
    outputsPerNumber: 1,
    settings: { name: 'laplace', scale },
  };
}
