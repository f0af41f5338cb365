import {
  convolutionalDiscreteVariationalAutoencoder,
  type DiscreteVariationalAutoencoder,
  gumbelSoftmax,
  softKMeansStart,
} from '@latentkit/models';
import { defineModel, type RunShape } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { betaOf, betaOptions } from './elboOptions.ts';
import { few, gridOf, imageCodes, otherwise } from './imageCodes.ts';
import { likelihoodOf } from './likelihood.ts';

const options = {
  ...betaOptions,
  beta: z.number().min(0).default(0.1).describe('weight of Σ KL(q(k|y) ‖ uniform), summed over the grid'),
  temperatureFrom: z.number().positive().default(1).describe('temperature τ at the first step'),
  temperatureTo: z
    .number()
    .positive()
    .default(1 / 16)
    .describe('temperature τ after annealing'),
  annealingSteps: z.int().positive().default(1250).describe('steps over which τ falls, along half a cosine'),
  decoderFirst: z
    .int()
    .min(0)
    .default(250)
    .describe(
      'steps at the start in which only the decoder learns, so that no codebook entry is lost before it can be read',
    ),
  hard: z
    .boolean()
    .default(false)
    .describe('straight-through: decode one-hot codes in training, with the gradient of the soft ones'),
};

export const discreteVae = (parts: Parts) => {
  const shared = imageCodes<DiscreteVariationalAutoencoder>(parts, { learningRate: 1e-3, epochs: 2 });
  const ruleOf = (spec: Parameters<typeof betaOf>[0] & z.infer<z.ZodObject<typeof options>>, run?: RunShape) =>
    gumbelSoftmax({
      beta: run ? betaOf(spec, run) : spec.beta,
      temperature: { from: spec.temperatureFrom, to: spec.temperatureTo },
      annealingSteps: spec.annealingSteps,
      decoderFirst: spec.decoderFirst,
      hard: spec.hard,
    });
  return defineModel({
    ...shared,
    summary: summaries['discrete-vae'],
    // Of 256, up to 30 % would not be used.
    options: { ...shared.options, codebookSize: otherwise(shared.options.codebookSize, 192), ...options },
    build: ({ filters, tokensPer, codebookSize, likelihood, seed }, run) =>
      convolutionalDiscreteVariationalAutoencoder({
        ...gridOf({ filters, tokensPer }, run),
        codebookSize,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      }),
    start:
      ({ seed }) =>
      (model, { y, engine }) =>
        softKMeansStart(model, { y: few(y), engine, seed }),
    objective: (spec, run) => ruleOf(spec, run).objective,
    // The rule moves the count of updates that the temperature follows; β comes with the weights of the step.
    learn: (spec) => (model) => ruleOf(spec).learn(model),
  });
};
