import {
  denseVectorQuantizedAutoencoder,
  loadVectorQuantizedAutoencoder,
  saveVectorQuantizedAutoencoder,
  vectorQuantization,
} from '@latentkit/models';
import { z } from 'zod';
import { likelihoods } from '../likelihoods.ts';
import { modelEntry } from '../modelEntry.ts';
import { likelihood } from './elboOptions.ts';
import { hidden, width } from './options.ts';

export const vqVaeEntry = modelEntry({
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
    likelihood,
  },
  build: ({ hidden, vectors, dimension, codebookSize, likelihood, seed }, { exampleShape }) =>
    denseVectorQuantizedAutoencoder({
      imageShape: exampleShape,
      hidden,
      latentShape: [vectors, dimension],
      codebookSize,
      likelihood: likelihoods[likelihood](),
      seed,
    }),
  objective: ({ commitment }) => vectorQuantization({ commitment }),
  judge: () => ({
    title: 'reconstruction, nats',
    names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: model.likelihood.cost(y, model.output(model.encode(y))) }),
  }),
  save: saveVectorQuantizedAutoencoder,
  load: loadVectorQuantizedAutoencoder,
});
