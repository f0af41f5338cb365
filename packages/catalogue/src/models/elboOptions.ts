import { type Objective, type Schedule, schedules } from '@latentkit/core';
import { counted, expected } from '@latentkit/errors';
import {
  binarize,
  binarized,
  elboTerms,
  importanceWeighted,
  importanceWeightedBound,
  negativeElbo,
  type VariationalAutoencoder,
} from '@latentkit/models';
import type { Common, Judge, RunShape } from '@latentkit/runs';
import { z } from 'zod';

export const binarizeOption = z
  .boolean()
  .default(false)
  .describe('dynamic binarisation: draw each pixel black or white at every step, with its grey as p(white)');

/** β and how it moves. */
export const betaOptions = {
  beta: z.number().min(0).default(1).describe('β, the weight of KL(q(z|y) ‖ N(0, I)) = U + V'),
  betaWarmupSteps: z.int().min(0).default(0).describe('steps over which β rises from 0 at the start'),
  betaCycles: z
    .int()
    .min(0)
    .default(0)
    .describe('number of cycles of β over the run; it rises in the first half of each'),
};

/** What is minimised of a variational autoencoder. */
export const elboOptions = {
  ...betaOptions,
  meanWeight: z.number().min(0).default(1).describe('weight of U = ½ Σ μ², times β'),
  varianceWeight: z.number().min(0).default(1).describe('weight of V = ½ Σ v − log v − 1, times β'),
  freeBits: z
    .number()
    .min(0)
    .default(0)
    .describe('minimum KL per latent dimension, in nats, against posterior collapse'),
  samples: z.int().positive().default(1).describe('draws of z per example'),
  bound: z
    .enum(['elbo', 'importance-weighted'])
    .default('elbo')
    .describe('lower bound on log p(y): the ELBO, or the importance-weighted one of k = samples'),
  estimator: z
    .enum(['reparameterized', 'doubly-reparameterized'])
    .default('reparameterized')
    .describe('estimator of the encoder’s gradient with the importance-weighted bound'),
  binarize: binarizeOption,
};

type Spec = Common & z.infer<z.ZodObject<typeof elboOptions>>;
type BetaSpec = Common & z.infer<z.ZodObject<typeof betaOptions>>;

/** β of each step: a number, a rise from 0, or rises again and again. */
export function betaOf(
  { beta, betaWarmupSteps, betaCycles, epochs }: BetaSpec,
  { stepsPerEpoch }: RunShape,
): number | Schedule {
  const rising = (steps: number) => schedules.linearWarmup(schedules.constant(beta), steps);
  if (betaCycles === 0) return betaWarmupSteps === 0 ? beta : rising(betaWarmupSteps);
  const cycle = Math.ceil((epochs * stepsPerEpoch) / betaCycles);
  return schedules.cyclic(rising(betaWarmupSteps || Math.ceil(cycle / 2)), cycle);
}

export function elboObjective(spec: Spec, run: RunShape): Objective<VariationalAutoencoder> {
  const objective = spec.bound === 'elbo' ? elbo(spec, run) : weighted(spec);
  return spec.binarize ? binarized(objective) : objective;
}

function elbo(spec: Spec, run: RunShape): Objective<VariationalAutoencoder> {
  const { meanWeight, varianceWeight, freeBits, samples } = spec;
  const options = { beta: betaOf(spec, run), meanWeight, varianceWeight, samples };
  return freeBits > 0 ? negativeElbo({ ...options, freeBits }) : negativeElbo(options);
}

function weighted(spec: Spec): Objective<VariationalAutoencoder> {
  const { beta, meanWeight, varianceWeight, freeBits, betaWarmupSteps, betaCycles, samples, estimator } = spec;
  const parts = { beta: beta - 1, meanWeight: meanWeight - 1, varianceWeight: varianceWeight - 1, freeBits };
  const used = Object.entries({ ...parts, betaWarmupSteps, betaCycles }).find(([, value]) => value !== 0)?.[0];
  if (used !== undefined) {
    throw expected({
      where: '--bound importance-weighted',
      expected: 'β = 1, equal parts and no free bits, as this bound is one term',
      received: `another ${used}`,
      todo: `Leave it out, or use --bound elbo.`,
      code: 'FLAG',
    });
  }
  return importanceWeighted({
    samples,
    estimator: estimator === 'reparameterized' ? 'reparameterized' : 'doublyReparameterized',
  });
}

/** Codes are held to the prior by whatever counts beside the reconstruction; a bound that is one term holds it too. */
export const prior = (weights: Readonly<Record<string, number>>): boolean => {
  const terms = Object.entries(weights);
  return terms.length === 1 || terms.some(([name, weight]) => name !== 'reconstruction' && weight > 0);
};

/** A run is judged by the bound that it raises, on observations as it learns from. */
export function elboJudge(spec: Spec): Judge<VariationalAutoencoder> {
  return spec.bound === 'elbo' ? negativeElboJudge(spec) : likelihoodJudge(spec, spec.samples);
}

/** Without draws of z for the bound: the energy of one example at its posterior's mean. */
export const calmElboJudge = (spec: Spec) => elboJudge({ ...spec, bound: 'elbo' });

export function negativeElboJudge({ binarize: binary }: { binarize: boolean }): Judge<VariationalAutoencoder> {
  return {
    title: '−ELBO, nats',
    unit: 'nats',
    names: ['reconstruction', 'meanDivergence', 'varianceDivergence'],
    terms: (model, { y }, random) => elboTerms(model, binary ? binarize(y, random) : y, random),
  };
}

/** −log p(y) by importance samples. */
export function likelihoodJudge(
  { binarize: binary }: { binarize: boolean },
  samples: number,
): Judge<VariationalAutoencoder> {
  return {
    title: `−log p(y) by ${counted(samples, 'sample')}, nats`,
    unit: 'nats',
    names: ['negativeLogLikelihood'],
    terms: (model, { y }, random) => ({
      negativeLogLikelihood: importanceWeightedBound(model, binary ? binarize(y, random) : y, random, { samples }),
    }),
  };
}
