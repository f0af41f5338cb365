import { type Batch, backpropagation, type Learn, type Objective, type Random } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Infer } from '../infer/infer.ts';
import type { LatentEnergyModel, Observed } from './latentEnergyModel.ts';

/** C(y, Dec(ž)) and R(ž). */
export type InferredEnergyTerm = 'reconstruction' | 'regularization';

/**
 * E(y, ž) at codes that inference finds and learning holds fixed. With ž = argmin_z E(y, z), the model's own inference, that is F_∞(y), and its
 * gradient that of F_∞, for a minimum does not move to first order. With ž drawn by `langevinInference` it is, on average, that
 * of F_β.
 *
 * @param options.regularization λ, the model's
 * @param options.infer the model's by default
 * @returns the objective and its rule, for `train({ model, ...inferredEnergy(), … })`
 * @see Canziani, lecture 08-3, training recap: minimise L(F_∞(·), Y)
 * @example
 * const { objective, learn } = inferredEnergy();
 */
export function inferredEnergy({ regularization = 1, infer }: { regularization?: number; infer?: Infer } = {}): {
  objective: Objective<LatentEnergyModel, InferredEnergyTerm>;
  learn: (model: LatentEnergyModel) => Learn<InferredEnergyTerm>;
} {
  const weights = { reconstruction: 1, regularization };
  const codes = (model: LatentEnergyModel, batch: Batch, random: Random): tf.Tensor =>
    (infer ?? model.infer)(model.energyOf(observedIn(batch)), random);
  return {
    objective: {
      weights,
      terms: (model, batch, random) => model.termsAt(observedIn(batch), codes(model, batch, random)),
    },
    learn: (model) => (batch, random, stepWeights) => {
      // ž, which is a number in what follows
      const z = codes(model, batch, random);
      const terms = () => model.termsAt(observedIn(batch), z, { training: true });
      // ∇_θ E(y, ž)
      return backpropagation(model, { weights, terms })(batch, random, stepWeights);
    },
  };
}

function observedIn({ y, x }: Batch): Observed {
  return x ? { y, x } : { y };
}
