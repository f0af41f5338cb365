import {
  denseVectorQuantizedAutoencoder,
  loadVectorQuantizedAutoencoder,
  saveVectorQuantizedAutoencoder,
  vectorQuantization,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { likelihoodOf, likely } from './likelihood.ts';
import { hidden, likelihoodOption, width } from './options.ts';

export const vqVae = (parts: Parts) =>
  defineModel({
    summary: 'autoencoder whose codes are entries of a learned codebook (VQ-VAE, 784-400-(16 × 8), 64 entries)',
    options: {
      hidden: hidden([400]),
      vectors: width.default(16).describe('vectors of a code, each an entry of the codebook'),
      dimension: width.default(8).describe('numbers of a vector'),
      codebookSize: width.default(64).describe('entries of the codebook'),
      commitment: z
        .number()
        .min(0)
        .default(0.25)
        .describe('what ‖z − sg(e)‖² counts, which holds the encoder to its entries'),
      likelihood: likelihoodOption(parts),
    },
    build: ({ hidden, vectors, dimension, codebookSize, likelihood, seed }, run) =>
      denseVectorQuantizedAutoencoder({
        imageShape: run.exampleShape,
        hidden,
        latentShape: [vectors, dimension],
        codebookSize,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      }),
    objective: ({ commitment }) => vectorQuantization({ commitment }),
    judge: () => ({
      title: 'reconstruction, nats',
      unit: 'nats',
      names: ['reconstruction'],
      terms: (model, { y }) => ({ reconstruction: model.likelihood.cost(y, model.output(model.encode(y))) }),
    }),
    ...likely(parts),
    save: saveVectorQuantizedAutoencoder,
    load: loadVectorQuantizedAutoencoder,
  });
