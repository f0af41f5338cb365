import {
  binarize,
  binarized,
  denseVariationalAutoencoder,
  elboTerms,
  infoVae,
  loadVariationalAutoencoder,
  saveVariationalAutoencoder,
  totalCorrelation,
} from '@latentkit/models';
import { z } from 'zod';
import { likelihoods } from '../likelihoods.ts';
import { modelEntry } from '../modelEntry.ts';
import { betaOf, betaOptions, binarizeOption, likelihood, likelihoodJudge, negativeElboJudge } from './elboOptions.ts';
import { hidden, latentSize } from './options.ts';

const dense = {
  options: { hidden: hidden([400]), latentSize: latentSize(10), likelihood, binarize: binarizeOption },
  build: (
    spec: { hidden: number[]; latentSize: number; likelihood: keyof typeof likelihoods; seed: number },
    { exampleShape }: { exampleShape: readonly number[] },
  ) => denseVariationalAutoencoder({ ...spec, imageShape: exampleShape, likelihood: likelihoods[spec.likelihood]() }),
  bound: likelihoodJudge,
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
};

export const tcVaeEntry = modelEntry({
  ...dense,
  summary:
    'variational autoencoder that keeps the numbers of a code apart: the total correlation counts β times (β-TC-VAE)',
  options: {
    ...dense.options,
    ...betaOptions,
    beta: z.number().min(0).default(6).describe('weight of the total correlation between the numbers of a code'),
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

export const infoVaeEntry = modelEntry({
  ...dense,
  summary: 'autoencoder whose codes are held to the prior all together: Wasserstein autoencoder (α = 1) and InfoVAE',
  options: {
    ...dense.options,
    alpha: z.number().max(1).default(1).describe('1 − α is the weight of the divergence of each posterior'),
    lambda: z
      .number()
      .min(0)
      .default(1000)
      .describe('α + λ − 1 is the weight of the discrepancy of all codes, in nats'),
  },
  objective({ alpha, lambda, binarize: binary }) {
    const objective = infoVae({ alpha, lambda });
    return binary ? binarized(objective) : objective;
  },
  // At α = 1 variances may vanish, and −ELBO with them says nothing.
  judge: ({ binarize: binary }) => ({
    title: 'reconstruction, nats',
    names: ['reconstruction'],
    terms(model, { y }, random) {
      const { reconstruction } = elboTerms(model, binary ? binarize(y, random) : y, random);
      return { reconstruction };
    },
  }),
});
