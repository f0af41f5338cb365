import type { Random } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Settings } from '../files/modelFiles.ts';

/** p(y|z): what the numbers mean that a decoder gives for a code, `output` below. */
export interface Likelihood {
  /** −log p(y|z) in nats, one number per example, [batch]. */
  cost(y: tf.Tensor, output: tf.Tensor): tf.Tensor1D;
  /** E[y|z], of the shape of y. */
  mean(output: tf.Tensor): tf.Tensor;
  /** A draw y ~ p(y|z), of the shape of y. */
  sample(output: tf.Tensor, random: Random): tf.Tensor;
  /** Numbers that the decoder gives for one number of y. */
  readonly outputsPerNumber: number;
  /** What a saved model says of it. */
  readonly settings: Settings & { readonly name: string };
}
