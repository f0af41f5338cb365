import type { Objective, Schedule } from '@latentkit/core';
import type { CodeRegularizer } from '../energy/codeRegularizer.ts';
import type { LatentModel } from '../latentModel.ts';
import { encodedOnce } from '../objectives/encodedOnce.ts';
import { withTerm } from '../objectives/withTerm.ts';
import { type Cost, reconstruction } from './reconstruction.ts';
import { scaled } from './scaled.ts';

/**
 * F(y) = weight · (C(y, Dec(h)) + λ R(h)) with h = Enc(y): an autoencoder whose code is kept from saying everything, so that one of more
 * numbers than the observation does not become the identity.
 *
 * A code of ReLUs under `l1` can shrink while the decoder grows, at no cost: a weight decay holds the decoder, or tie its weights.
 *
 * @param options.cost e.g. `squaredError`; one number per example
 * @param options.regularizer R(h): `l1()`, `l2()`, `klSparsity({ rate })` of logits, `activationSparsity({ rate })` of a sigmoid, or yours
 * @param options.regularization λ: a number, or a schedule; 1 by default
 * @param options.weight of both, 1 by default
 * @see Canziani, lecture 07-3: F(y) = C(y, ỹ) + R(h)
 * @example
 * const objective = regularized({ cost: squaredError, regularizer: l1(), regularization: 0.1 });
 */
export function regularized({
  cost,
  regularizer,
  regularization = 1,
  weight = 1,
}: {
  cost: Cost;
  regularizer: Pick<CodeRegularizer, 'energy'>;
  regularization?: number | Schedule;
  weight?: number;
}): Objective<LatentModel, 'reconstruction' | 'regularization'> {
  return encodedOnce(
    withTerm(reconstruction({ cost, weight }), 'regularization', scaled(regularization, weight), (model, { y }) =>
      regularizer.energy(model.encode(y, { training: true })),
    ),
  );
}
