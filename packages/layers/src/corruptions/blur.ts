import type { Random } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { type Corruption, sidesOf } from './corruption.ts';

/**
 * A lens out of focus: a Gaussian blur of width s along rows and columns, either fixed or drawn for each image with equal chance from a
 * range. Weights of one pixel sum to 1, at the border too, so that an even image keeps its brightness. For images
 * [batch, height, width, channels].
 *
 * Cost: (height + width) multiplications per number of y; no convolution, as each image has a kernel of its own.
 *
 * @param options.standardDeviation s in pixels, or [least, most] of it
 * @throws `OPTION` for a width that is not above 0, `SHAPE` for what is not an image
 * @see Canziani, lecture 07-3: the corruption should be like what we expect in reality
 * @example
 * const soft = blur({ standardDeviation: [0.5, 2] })(y, random);
 */
export function blur({
  standardDeviation,
}: {
  standardDeviation: number | readonly [least: number, most: number];
}): Corruption {
  const [least, most] =
    typeof standardDeviation === 'number' ? [standardDeviation, standardDeviation] : standardDeviation;
  checkRange(least, most);
  return (y, random) => {
    const [batch, height, width] = sidesOf('blur', y);
    return tf.tidy(() => {
      const s = least === most ? tf.fill([batch, 1, 1], least) : between(random, [batch, 1, 1], least, most);
      const alongHeight = mix(y, weights(height, s));
      return swap(mix(swap(alongHeight), weights(width, s)));
    });
  };
}

const between = (random: Random, shape: number[], least: number, most: number) =>
  tf.add(tf.mul(random.uniform(shape), most - least), least);

/** wᵢⱼ = exp(−(i − j)²/2s²) / Σⱼ exp(−(i − j)²/2s²): [batch, length, length] from s [batch, 1, 1] */
function weights(length: number, s: tf.Tensor): tf.Tensor {
  const place = tf.range(0, length);
  const apart = tf.sub(tf.reshape(place, [1, length, 1]), tf.reshape(place, [1, 1, length]));
  return tf.softmax(tf.div(tf.mul(tf.square(apart), -0.5), tf.square(s)));
}

/** Σⱼ wᵢⱼ yⱼ along the first axis of an image: [batch, n, m, channels] */
function mix(y: tf.Tensor, w: tf.Tensor): tf.Tensor {
  const [batch, n, m, channels] = y.shape as [number, number, number, number];
  return tf.reshape(tf.matMul(w, tf.reshape(y, [batch, n, m * channels])), y.shape);
}

const swap = (y: tf.Tensor) => tf.transpose(y, [0, 2, 1, 3]);

function checkRange(least: number, most: number): void {
  if (least > 0 && most >= least && Number.isFinite(most)) return;
  throw expected({
    where: 'blur, standardDeviation',
    expected: 'a width above 0, or [least, most] of it',
    received: least === most ? String(least) : `[${least},${most}]`,
    todo: 'Give it in pixels.',
    code: 'OPTION',
  });
}
