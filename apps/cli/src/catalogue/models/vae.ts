import {
  denseVariationalAutoencoder,
  elboTerms,
  loadVariationalAutoencoder,
  negativeElbo,
  saveVariationalAutoencoder,
} from '@latentkit/models';
import { z } from 'zod';
import { likelihoodNames, likelihoods } from '../likelihoods.ts';
import { modelEntry } from '../modelEntry.ts';
import { hidden, latentSize } from './options.ts';

export const vaeEntry = modelEntry({
  summary: 'variational autoencoder: dense layers to a Gaussian over codes and back (784-400-20)',
  options: {
    hidden: hidden([400]),
    latentSize: latentSize(20),
    likelihood: z.enum(likelihoodNames).default('bernoulli').describe('p(y|z), whose −log is the cost in nats'),
    beta: z.number().min(0).default(1).describe('weight of the divergence D(q(z|y) ‖ N(0, I))'),
  },
  build: ({ hidden, latentSize, likelihood, seed }, { exampleShape }) =>
    denseVariationalAutoencoder({
      imageShape: exampleShape,
      hidden,
      latentSize,
      likelihood: likelihoods[likelihood](),
      seed,
    }),
  objective: ({ beta }) => negativeElbo({ beta }),
  judge: () => ({
    title: '−ELBO, nats',
    names: ['reconstruction', 'meanDivergence', 'varianceDivergence'],
    terms: (model, { y }, random) => elboTerms(model, y, random),
  }),
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
});
