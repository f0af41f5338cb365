import {
  convolutionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  loadVariationalAutoencoder,
  saveVariationalAutoencoder,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import { domainOf, entryOf, type Parts } from '../parts.ts';
import { calmElboJudge, elboJudge, elboObjective, elboOptions, likelihoodJudge, prior } from './elboOptions.ts';
import { hidden, latentSize, likelihoodOption, width } from './options.ts';

const variational = (parts: Parts) => ({
  objective: elboObjective,
  judge: elboJudge,
  calmJudge: calmElboJudge,
  bound: likelihoodJudge,
  prior,
  domain: ({ likelihood }: { likelihood: string }) => domainOf(entryOf(parts.likelihoods, likelihood), likelihood),
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
});

export const vae = (parts: Parts) =>
  defineModel({
    summary: 'variational autoencoder: dense layers to a Gaussian over codes and back (784-400-20)',
    options: { hidden: hidden([400]), latentSize: latentSize(20), likelihood: likelihoodOption(parts), ...elboOptions },
    build: ({ hidden, latentSize, likelihood, seed }, { exampleShape }) =>
      denseVariationalAutoencoder({
        imageShape: exampleShape,
        hidden,
        latentSize,
        likelihood: entryOf(parts.likelihoods, likelihood).of(),
        seed,
      }),
    ...variational(parts),
  });

export const convolutionalVae = (parts: Parts) =>
  defineModel({
    summary: 'variational autoencoder of convolutions: Conv 1→32→64 (k3 s2), 64→20 (k7) and its mirror',
    options: {
      filters: z.array(width).default([32, 64]).describe('channels after each convolution that halves the image'),
      latentSize: latentSize(20),
      likelihood: likelihoodOption(parts),
      ...elboOptions,
    },
    build: ({ filters, latentSize, likelihood, seed }, { exampleShape: [height, width, channels = 1] }) =>
      convolutionalVariationalAutoencoder({
        imageShape: [height, width, channels] as [number, number, number],
        filters,
        latentSize,
        likelihood: entryOf(parts.likelihoods, likelihood).of(),
        seed,
      }),
    ...variational(parts),
  });
