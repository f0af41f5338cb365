import type { Objective, Schedule } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { type ElboTerms, elboTerms } from './elboTerms.ts';
import { freeBits as freeBitsTerm } from './freeBits.ts';
import type { VariationalAutoencoder } from './variationalAutoencoder.ts';

export interface NegativeElboOptions {
  /** β, weight of the divergence: a number, or a schedule such as a warm-up; 1 by default. */
  readonly beta?: number | Schedule;
  /** What U counts beside β: 0 lets the means of the examples drift apart; 1 by default. */
  readonly meanWeight?: number;
  /** What V counts beside β: 0 lets the variances fall to nothing; 1 by default. */
  readonly varianceWeight?: number;
  /** Draws of z for each example; 1 by default. */
  readonly samples?: number;
}

/**
 * F̃(y) = C(y, ỹ) + β (U + V), U + V = D(q(z|y) ‖ p(z)) to the model's prior: at β = 1 the negative evidence lower bound, in nats. For
 * N(0, I), U = ½ Σ μ² and V = ½ Σ v − log v − 1; `divergenceFrom` says what they are for another prior.
 *
 * @param options.freeBits λ, the minimum divergence per latent dimension, in nats: β Σⱼ max(λ, KLⱼ) in the place of
 *   β (U + V), by a term of its own, see `freeBits` in this folder
 * @throws `OPTION` for a weight below 0, for samples that are not whole number of at least 1
 * @see Canziani, lecture 08-3, the free energy of the VAE; Higgins et al. 2017 for β
 * @example
 * const objective = negativeElbo({ beta: schedules.linearWarmup(schedules.constant(4), 500) });
 */
export function negativeElbo(options?: NegativeElboOptions): Objective<VariationalAutoencoder, keyof ElboTerms>;
export function negativeElbo(
  options: NegativeElboOptions & { readonly freeBits: number },
): Objective<VariationalAutoencoder, keyof ElboTerms | 'freeBits'>;
export function negativeElbo({
  beta = 1,
  meanWeight = 1,
  varianceWeight = 1,
  samples = 1,
  freeBits,
}: NegativeElboOptions & { readonly freeBits?: number } = {}): Objective<VariationalAutoencoder, keyof ElboTerms> {
  checkOptions(
    'negativeElbo',
    { meanWeight, varianceWeight, ...(freeBits !== undefined && { freeBits }) },
    ranges.nonNegative,
  );
  checkOptions('negativeElbo', { samples }, ranges.count);
  const weights = {
    reconstruction: 1,
    meanDivergence: times(beta, meanWeight),
    varianceDivergence: times(beta, varianceWeight),
  };
  if (freeBits === undefined) {
    return { weights, terms: (model, { y }, random) => elboTerms(model, y, random, { samples, training: true }) };
  }
  const withFreeBits: Objective<VariationalAutoencoder, keyof ElboTerms | 'freeBits'> = {
    weights: { ...weights, freeBits: beta },
    terms(model, { y }, random) {
      const posterior = model.posterior(y, { training: true });
      const terms = elboTerms(model, y, random, { samples, training: true, posterior });
      return { ...terms, freeBits: freeBitsTerm(model.prior, posterior, freeBits) };
    },
  };
  return withFreeBits;
}

function times(beta: number | Schedule, factor: number): number | Schedule {
  return typeof beta === 'number' ? beta * factor : (step) => beta(step) * factor;
}
