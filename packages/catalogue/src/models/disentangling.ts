import {
  binarize,
  binarized,
  denseVariationalAutoencoder,
  elboTerms,
  infoVae as infoVaeObjective,
  loadVariationalAutoencoder,
  saveVariationalAutoencoder,
  totalCorrelation,
} from '@latentkit/models';
import { defineModel, type RunShape } from '@latentkit/runs';
import { z } from 'zod';
import { disentanglementMeasures } from '../measures/disentanglementMeasures.ts';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { betaOf, betaOptions, binarizeOption, likelihoodJudge, negativeElboJudge, prior } from './elboOptions.ts';
import { likelihoodOf, likely } from './likelihood.ts';
import { hidden, latentSize, likelihoodOption } from './options.ts';
import { denseWeights } from './weights.ts';

const dense = (parts: Parts) => ({
  options: {
    hidden: hidden([400]),
    latentSize: latentSize(10),
    likelihood: likelihoodOption(parts),
    binarize: binarizeOption,
  },
  build: (
    spec: { hidden: number[]; latentSize: number; likelihood?: string | undefined; seed: number },
    run: RunShape,
  ) => {
    const likelihood = likelihoodOf(parts, spec, run);
    return denseVariationalAutoencoder({ ...spec, imageShape: run.exampleShape, likelihood });
  },
  weights: (spec: { hidden: number[]; latentSize: number; likelihood?: string | undefined }, run: RunShape) =>
    denseWeights(spec, run, {
      encoded: 2 * spec.latentSize,
      perNumber: likelihoodOf(parts, spec, run).outputsPerNumber,
    }),
  bound: likelihoodJudge,
  prior,
  measures: () => disentanglementMeasures,
  ...likely(parts),
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
});

export const tcVae = (parts: Parts) =>
  defineModel({
    ...dense(parts),
    summary: summaries['tc-vae'],
    options: {
      ...dense(parts).options,
      ...betaOptions,
      beta: z.number().min(0).default(6).describe('weight of the total correlation between latent dimensions'),
    },
    objective(spec, run) {
      const objective = totalCorrelation({ beta: betaOf(spec, run), examples: run.examples });
      return spec.binarize ? binarized(objective) : objective;
    },
    // The same sum in other parts: these need no density of the whole data set.
    judge: (spec) => ({
      ...negativeElboJudge(spec),
      names: ['reconstruction', 'mutualInformation', 'totalCorrelation', 'dimensionDivergence'],
    }),
  });

export const infoVae = (parts: Parts) =>
  defineModel({
    ...dense(parts),
    summary: summaries['info-vae'],
    options: {
      ...dense(parts).options,
      alpha: z.number().max(1).default(1).describe('1 − α weighs the KL of each posterior from the prior'),
      lambda: z
        .number()
        .min(0)
        .default(1000)
        .describe('α + λ − 1 weighs the discrepancy (MMD) between all codes and the prior'),
    },
    objective({ alpha, lambda, binarize: binary }) {
      const objective = infoVaeObjective({ alpha, lambda });
      return binary ? binarized(objective) : objective;
    },
    // At α = 1 variances may vanish, and −ELBO with them says nothing.
    judge: ({ binarize: binary }) => ({
      title: 'reconstruction, nats',
      unit: 'nats',
      names: ['reconstruction'],
      terms(model, { y }, random) {
        const { reconstruction } = elboTerms(model, binary ? binarize(y, random) : y, random);
        return { reconstruction };
      },
    }),
  });
