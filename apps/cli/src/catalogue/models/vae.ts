import {
  convolutionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  loadVariationalAutoencoder,
  saveVariationalAutoencoder,
} from '@latentkit/models';
import { z } from 'zod';
import { likelihoods } from '../likelihoods.ts';
import { modelEntry } from '../modelEntry.ts';
import { elboJudge, elboObjective, elboOptions, likelihood, likelihoodJudge } from './elboOptions.ts';
import { hidden, latentSize, width } from './options.ts';

const variational = {
  objective: elboObjective,
  judge: elboJudge,
  bound: likelihoodJudge,
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
};

export const vaeEntry = modelEntry({
  summary: 'variational autoencoder: dense layers to a Gaussian over codes and back (784-400-20)',
  options: { hidden: hidden([400]), latentSize: latentSize(20), likelihood, ...elboOptions },
  build: ({ hidden, latentSize, likelihood, seed }, { exampleShape }) =>
    denseVariationalAutoencoder({
      imageShape: exampleShape,
      hidden,
      latentSize,
      likelihood: likelihoods[likelihood](),
      seed,
    }),
  ...variational,
});

export const convolutionalVaeEntry = modelEntry({
  summary: 'variational autoencoder of convolutions: Conv 1→32→64 (k3 s2), 64→20 (k7) and its mirror',
  options: {
    filters: z.array(width).default([32, 64]).describe('channels after each convolution that halves the image'),
    latentSize: latentSize(20),
    likelihood,
    ...elboOptions,
  },
  build: ({ filters, latentSize, likelihood, seed }, { exampleShape: [height, width, channels = 1] }) =>
    convolutionalVariationalAutoencoder({
      imageShape: [height, width, channels] as [number, number, number],
      filters,
      latentSize,
      likelihood: likelihoods[likelihood](),
      seed,
    }),
  ...variational,
});
