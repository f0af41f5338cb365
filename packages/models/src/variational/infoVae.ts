import type { Objective, Terms } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { inverseMultiquadratic, type Kernel } from '../discrepancy/kernels.ts';
import { meanDiscrepancy } from '../discrepancy/meanDiscrepancy.ts';
import { divergenceFrom } from '../distributions/divergenceFrom.ts';
import { type ElboTerms, expectedCost } from './elboTerms.ts';
import { reparameterize } from './reparameterize.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

/** The terms of the bound, and MMD² between the codes of the batch and the prior. */
export type InfoVaeTerms = ElboTerms & Terms<'discrepancy'>;

/**
 * F(y) = C + (1 − α)(U + V) + (α + λ − 1) MMD²(q(z), p(z)): where the divergence holds each posterior to the prior, the discrepancy holds all
 * codes together to it, and lets each say more. α = 1 is the Wasserstein autoencoder, α = 0 and λ = 1 the variational one.
 *
 * Examples see each other: q(z) is the codes of the batch, one draw each.
 *
 * @param options.alpha α; 1 by default
 * @param options.lambda λ, in nats
 * @param options.kernel 2d/(2d + ‖z − z′‖²) for codes of d numbers by default
 * @throws `OPTION` for an α above 1 or weights below 0
 * @see Zhao, Song, Ermon 2017, InfoVAE; Tolstikhin et al. 2018, Wasserstein auto-encoders (WAE-MMD)
 * @example
 * const objective = infoVae({ lambda: 1000 });
 */
export function infoVae({
  alpha = 1,
  lambda,
  kernel,
}: {
  alpha?: number;
  lambda: number;
  kernel?: Kernel;
}): Objective<VariationalAutoencoder, keyof InfoVaeTerms> {
  const weights = { divergence: 1 - alpha, discrepancy: alpha + lambda - 1 };
  checkOptions('infoVae, weight of', weights, ranges.nonNegative);
  return {
    weights: {
      reconstruction: 1,
      meanDivergence: weights.divergence,
      varianceDivergence: weights.divergence,
      discrepancy: weights.discrepancy,
    },
    terms(model, { y }, random) {
      const mode = { training: true };
      const posterior = model.posterior(y, mode);
      const z = reparameterize(posterior, random);
      const size = z.size / (z.shape[0] as number);
      return {
        reconstruction: expectedCost(model, y, z, mode),
        ...divergenceFrom(model.prior, posterior, z),
        discrepancy: meanDiscrepancy(z, model.prior.sample(z.shape, random), kernel ?? inverseMultiquadratic(2 * size)),
      };
    },
  };
}
