import { backpropagation, type Learn, type Objective } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Autoencoder } from '../autoencoder/autoencoder.ts';
import type { Cost } from '../autoencoder/reconstruction.ts';
import { type CodeRegularizer, withRegularizer } from '../energy/codeRegularizer.ts';
import { type Relaxed, type RelaxOptions, relax } from '../infer/relax.ts';
import type { Mode } from '../network.ts';

export interface TargetPropagationOptions {
  /** C(y, ỹ), one number per example. */
  readonly cost: Cost;
  /** R(z); none by default. */
  readonly regularizer?: CodeRegularizer;
  /** λ: what R(z) counts. */
  readonly regularization?: number;
  /** γ: what D(z, z̃) counts, so how close the targets stay to the guesses. */
  readonly distance?: number;
  /** How ž is found. */
  readonly relaxation?: RelaxOptions;
}

/** The terms of E at ž, and what the encoder's guess costs beyond it. */
export type TargetPropagationTerm = 'reconstruction' | 'regularization' | 'distance' | 'amortizationGap';

export interface TargetPropagation {
  /** F(y) = min_z E(y, z). The amortisation gap F(z̃) − F(ž) is reported: its weight is 0. */
  readonly objective: Objective<Autoencoder, TargetPropagationTerm>;
  readonly learn: (model: Autoencoder) => Learn<TargetPropagationTerm>;
  /** Observations [batch, …exampleShape] → ž, and the energies on the way there from z̃. */
  infer(model: Autoencoder, y: tf.Tensor): Relaxed;
}

/**
 * Target propagation: no gradient passes from the decoder to the encoder. A code ž of low energy is sought from the encoder's guess z̃; the
 * decoder learns to reconstruct from ž, and ž is the encoder's target.
 *
 *     E(y, z) = C(y, Dec(z)) + λ R(z) + γ D(z, z̃),   D(z, z̃) = ‖z − z̃‖²
 *
 * Where ž is a minimum of E, the two gradients together are the gradient of F(y) = min_z E(y, z).
 *
 * @returns the objective and its rule, for `train({ model, ...targetPropagation({ cost }), … })` of any autoencoder
 * @see Canziani, lecture 08-3, target propagation
 * @example
 * const { objective, learn } = targetPropagation({ cost: squaredError, relaxation: { steps: 10 } });
 */
export function targetPropagation({
  cost,
  regularizer,
  regularization = 1,
  distance = 1,
  relaxation,
}: TargetPropagationOptions): TargetPropagation {
  const infer = (model: Autoencoder, y: tf.Tensor) =>
    tf.tidy(() => {
      // z̃ = Enc(y)
      const guess = model.encode(y);
      // C(y, Dec(z)) + γ D(z, z̃)
      const smooth = (z: tf.Tensor): tf.Tensor1D =>
        tf.add(cost(y, model.decode(z)), tf.mul(squaredError(guess, z), distance));
      // E(y, z) = C(y, Dec(z)) + γ D(z, z̃) + λ R(z)
      const energy = withRegularizer(smooth, regularizer, regularization);
      // ž = argmin_z E(y, z), downhill from z = z̃
      return relax(energy, guess, relaxation);
    });

  const termsAt = (model: Autoencoder, y: tf.Tensor, { z, energies }: Relaxed, mode?: Mode) => ({
    // C(y, ỹ), ỹ = Dec(ž): of the decoder's weights alone
    reconstruction: cost(y, model.decode(z, mode)),
    // R(ž): of no weights
    regularization: regularizer ? regularizer.energy(z) : tf.zeros<tf.Rank.R1>([z.shape[0] as number]),
    // D(ž, z̃), z̃ = Enc(y): of the encoder's weights alone
    distance: squaredError(z, model.encode(y, mode)),
    // F(z̃) − F(ž), never negative: of no weights
    amortizationGap: fall(energies),
  });

  const objective: TargetPropagation['objective'] = {
    weights: { reconstruction: 1, regularization, distance, amortizationGap: 0 },
    terms: (model, { y }) => termsAt(model, y, infer(model, y)),
  };

  const learn: TargetPropagation['learn'] = (model) => (batch, random, weights) => {
    // ž, which is a number in what follows
    const relaxed = infer(model, batch.y);
    const terms = () => termsAt(model, batch.y, relaxed, { training: true });
    // ∇_Dec C(y, Dec(ž)) for θ_Dec, ∇_Enc γ D(ž, Enc(y)) for θ_Enc
    return backpropagation(model, { weights: objective.weights, terms })(batch, random, weights);
  };

  return { objective, learn, infer };
}

/** The first row less the last, [steps + 1, batch] → [batch]. */
function fall(energies: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    const rows = tf.unstack(energies);
    return tf.sub(rows[0] as tf.Tensor, rows.at(-1) as tf.Tensor);
  });
}
