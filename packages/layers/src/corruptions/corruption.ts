import type { Random } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * From observations y their corrupted copies ŷ, of the same shape [batch, …]: what a denoising autoencoder sees in place of y. Every call
 * draws again, for each example by itself, from the step's `random` alone.
 */
export type Corruption = (y: tf.Tensor, random: Random) => tf.Tensor;

/** @throws `OPTION` unless 0 ≤ p ≤ 1 */
export function checkProbability(where: string, p: number): void {
  if (p >= 0 && p <= 1) return;
  throw expected({
    where: `${where}, probability`,
    expected: 'a number from 0 to 1',
    received: String(p),
    todo: 'Give the probability that a value is dropped.',
    code: 'OPTION',
  });
}

/** @throws `SHAPE` unless y is [batch, height, width, channels] */
export function sidesOf(where: string, y: tf.Tensor): readonly [batch: number, height: number, width: number] {
  const [batch, height, width] = y.shape as [number, number, number];
  if (y.rank === 4) return [batch, height, width];
  throw expected({
    where,
    expected: 'images [batch,height,width,channels]',
    received: `[${y.shape}]`,
    todo: 'Give images, or a corruption that needs none, such as masking.',
    code: 'SHAPE',
  });
}
