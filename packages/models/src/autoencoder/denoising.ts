import type { Objective } from '@latentkit/core';
import type { Corruption } from '@latentkit/layers';
import type { LatentModel } from '../latentModel.ts';
import { corrupted } from '../objectives/corrupted.ts';
import { type Cost, reconstruction } from './reconstruction.ts';

/**
 * F(y) = weight · C(y, Dec(Enc(ŷ))) with ŷ = corruption(y), drawn again for each example and step: the model sees the corrupted copy, and is
 * judged by the clean y. It is `corrupted(reconstruction({ cost, weight }), corruption)`.
 *
 * Where C is the squared error and ŷ = y + σε, the best reconstruction is E[y|ŷ], and ỹ − ŷ = σ² ∇log p_σ(ŷ) points along the score.
 *
 * @param options.cost e.g. `squaredError`; one number per example
 * @param options.corruption e.g. `gaussianNoise({ standardDeviation: 0.3 })` of `@latentkit/layers`, or any `(y, random) => ŷ`
 * @param options.weight 1 by default
 * @see Canziani, lecture 07-3, denoising autoencoder; Vincent and others 2008; Alain and Bengio 2014 for the score
 * @example
 * const objective = denoising({ cost: squaredError, corruption: gaussianNoise({ standardDeviation: 0.3 }) });
 */
export function denoising({
  cost,
  corruption,
  weight = 1,
}: {
  cost: Cost;
  corruption: Corruption;
  weight?: number;
}): Objective<LatentModel, 'reconstruction'> {
  return corrupted(reconstruction({ cost, weight }), corruption);
}
