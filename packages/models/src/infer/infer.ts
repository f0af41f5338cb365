import type { Random } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { CodeEnergy } from './codeEnergy.ts';

/** The energies of a batch of observations, in tfjs ops. */
export interface BatchEnergy {
  /** Shape of the codes of the batch, [batch, …latent]. */
  readonly shape: readonly number[];
  /** One code per example, [batch, …latent] → [batch]. */
  readonly at: CodeEnergy;
  /** Every example with each of the codes [codes, …latent] → [batch, codes]. */
  over(codes: tf.Tensor): tf.Tensor2D;
}

/** From the energies of a batch to one code per example, [batch, …latent]; what samples takes `random`. */
export type Infer = (energy: BatchEnergy, random?: Random) => tf.Tensor;
