import type * as tf from '@tensorflow/tfjs-core';

/**
 * The source of every random number in a step, handed to whatever samples.
 *
 * A value is a function of (seed, stream, step, index): the stream is the number of the draw within its step, so the same code draws
 * the same bits in every engine, after a resume and in a worker, and no generator state is kept.
 */
export interface Random {
  /** Standard normal numbers. */
  normal(shape: readonly number[]): tf.Tensor;
  /** Uniform numbers in [0, 1). */
  uniform(shape: readonly number[]): tf.Tensor;
}
