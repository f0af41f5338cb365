import { type Batch, exactDerivatives, type Objective, type Random, type Schedule } from '@latentkit/core';
import { withTerm } from '../objectives/withTerm.ts';
import { type Cost, reconstruction } from './reconstruction.ts';
import { scaled } from './scaled.ts';
import {
  type Contracted,
  checkProbes,
  estimatedSquaredJacobianNorm,
  squaredJacobianNorm,
} from './squaredJacobianNorm.ts';

/**
 * F(y) = weight · (C(y, Dec(h)) + λ ‖∂h/∂y‖²_F) with h = Enc(y): a code that reconstructs the data and otherwise moves as little as it can,
 * so that it follows only the directions in which the data differ.
 *
 * A code that shrinks while the decoder grows contracts without having learned anything: squash it (`latentActivation: 'sigmoid'`), and
 * hold the decoder by a weight decay or by tied weights.
 *
 * @param options.cost e.g. `squaredError`; one number per example
 * @param options.contraction λ: a number, or a schedule; 0.1 by default
 * @param options.probes estimate by this many random directions, one backward pass each; left out, it is exact: in closed form for one dense
 *   layer of sigmoids or tanh, else one backward pass per latent dimension
 * @param options.weight of both, 1 by default
 * @throws `OPTION` for probes that are not positive whole number
 * @see Canziani, lecture 08-3, contractive autoencoder; Rifai and others 2011, equation 5
 * @example
 * const objective = contractive({ cost: squaredError, contraction: 0.1 });
 */
export function contractive({
  cost,
  contraction = 0.1,
  probes,
  weight = 1,
}: {
  cost: Cost;
  contraction?: number | Schedule;
  probes?: number;
  weight?: number;
}): Objective<Contracted, 'reconstruction' | 'contraction'> {
  if (probes !== undefined) checkProbes(probes);
  // The penalty is a derivative, and learning differentiates it again.
  exactDerivatives();
  const term = (model: Contracted, { y }: Batch, random: Random) =>
    probes === undefined ? squaredJacobianNorm(model, y) : estimatedSquaredJacobianNorm(model, y, { probes, random });
  const base: Objective<Contracted, 'reconstruction'> = reconstruction({ cost, weight });
  return withTerm(base, 'contraction', scaled(contraction, weight), term);
}
