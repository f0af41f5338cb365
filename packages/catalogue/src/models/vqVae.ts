import {
  denseVectorQuantizedAutoencoder,
  loadVectorQuantizedAutoencoder,
  saveVectorQuantizedAutoencoder,
  vectorQuantization,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { likelihoodOf, likely } from './likelihood.ts';
import { codebookSize, hidden, likelihoodOption, width } from './options.ts';
import { denseWeights } from './weights.ts';

export const vqVae = (parts: Parts) =>
  defineModel({
    summary: summaries['vq-vae'],
    options: {
      hidden: hidden([400]),
      vectors: width.default(16).describe('vectors per code, each of them a codebook entry'),
      dimension: width.default(8).describe('dimension of a vector'),
      codebookSize: codebookSize(64),
      commitment: z.number().min(0).default(0.25).describe('weight of the commitment loss ‖z − sg(e)‖²'),
      likelihood: likelihoodOption(parts),
    },
    weights: ({ vectors, dimension, codebookSize, ...spec }, run) =>
      denseWeights({ ...spec, latentSize: vectors * dimension }, run, {
        perNumber: likelihoodOf(parts, spec, run).outputsPerNumber,
      }) +
      codebookSize * dimension,
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
