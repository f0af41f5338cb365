import {
  convolutionalVectorQuantizedAutoencoder,
  type GridVectorQuantizedAutoencoder,
  kMeansStart,
  runningMeans,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { few, gridOf, imageCodes } from './imageCodes.ts';
import { likelihoodOf } from './likelihood.ts';
import { width } from './options.ts';

const options = {
  dimension: width.default(16).describe('dimension of a codebook entry'),
  commitment: z.number().min(0).default(0.25).describe('weight of the commitment loss ‖z − sg(e)‖²'),
  decay: z.number().min(0).lt(1).default(0.98).describe('decay of the running means of the codebook, per step'),
  dead: z
    .number()
    .min(0)
    .lt(1)
    .default(0.05)
    .describe('restart codebook entries that are used less than this fraction of an even share; 0 never restarts'),
};

export const gridVqVae = (parts: Parts) => {
  const shared = imageCodes<GridVectorQuantizedAutoencoder>(parts, { learningRate: 3e-3, epochs: 2 });
  const ruleOf = ({ commitment, decay, dead }: z.infer<z.ZodObject<typeof options>>) =>
    runningMeans({ commitment, decay, dead });
  return defineModel({
    ...shared,
    summary: summaries['grid-vq-vae'],
    options: { ...shared.options, ...options },
    build: ({ filters, tokensPer, codebookSize, dimension, likelihood, seed }, run) =>
      convolutionalVectorQuantizedAutoencoder({
        ...gridOf({ filters, tokensPer }, run),
        codebookSize,
        dimension,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      }),
    start:
      ({ seed }) =>
      (model, { y, engine }) =>
        kMeansStart(model, { y: few(y), engine, seed }),
    objective: (spec) => ruleOf(spec).objective,
    learn: (spec) => (model) => ruleOf(spec).learn(model),
  });
};
