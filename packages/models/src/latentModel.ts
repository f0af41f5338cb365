import type { Model } from '@latentkit/core';
import type { DiagonalGaussian } from '@latentkit/losses';
import type * as tf from '@tensorflow/tfjs-core';
import type { ExampleShape, Mode } from './network.ts';

/** A model that explains an observation y by a code z: what figures, samplers and commands need of one. */
export interface LatentModel extends Model {
  /** Shape of one observation, without the batch. */
  readonly exampleShape: ExampleShape;
  /** Shape of one code, without the batch. */
  readonly latentShape: ExampleShape;
  /** Observations [batch, …exampleShape] → their codes [batch, …latentShape]; of a posterior its mean. */
  encode(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** Codes [batch, …latentShape] → observations [batch, …exampleShape]; of a likelihood its mean. */
  decode(z: tf.Tensor, mode?: Mode): tf.Tensor;
  /** ỹ = Dec(Enc(y)), of the shape of y. */
  reconstruct(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** q(z|y), where the encoder gives a distribution: μ and log v, both [batch, …latentShape]. */
  posterior?(y: tf.Tensor, mode?: Mode): DiagonalGaussian;
}
