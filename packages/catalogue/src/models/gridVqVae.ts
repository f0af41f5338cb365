import { take } from '@latentkit/datasets';
import {
  convolutionalVectorQuantizedAutoencoder,
  type GridVectorQuantizedAutoencoder,
  kMeansStart,
  runningMeans,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { imageCodes } from './imageCodes.ts';
import { likelihoodOf } from './likelihood.ts';
import { width } from './options.ts';

/** Images whose vectors the codebook starts from. */
const startImages = 256;

const options = {
  dimension: width.default(16).describe('numbers of an entry'),
  commitment: z
    .number()
    .min(0)
    .default(0.25)
    .describe('what ‖z − sg(e)‖² counts, which holds the encoder to its entries'),
  decay: z.number().min(0).lt(1).default(0.98).describe('part of the running means of the codebook that a step keeps'),
  dead: z
    .number()
    .min(0)
    .lt(1)
    .default(0.05)
    .describe('part of an even share of the vectors below which an entry starts anew at one of them; 0 restarts none'),
};

export const gridVqVae = (parts: Parts) => {
  const shared = imageCodes<GridVectorQuantizedAutoencoder>(parts, { learningRate: 2e-3 });
  const ruleOf = ({ commitment, decay, dead }: z.infer<z.ZodObject<typeof options>>) =>
    runningMeans({ commitment, decay, dead });
  return defineModel({
    ...shared,
    summary:
      'images as a grid of indices of a codebook of running means that starts by k-means (VQ-VAE of convolutions)',
    options: { ...shared.options, ...options },
    build: ({ filters, codebookSize, dimension, likelihood, seed }, run) =>
      convolutionalVectorQuantizedAutoencoder({
        imageShape: run.exampleShape,
        filters,
        codebookSize,
        dimension,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      }),
    start:
      ({ seed }) =>
      (model, { y, engine }) =>
        kMeansStart(model, { y: take({ y }, Math.min(startImages, y.shape[0] as number)).y, engine, seed }),
    objective: (spec) => ruleOf(spec).objective,
    learn: (spec) => (model) => ruleOf(spec).learn(model),
  });
};
