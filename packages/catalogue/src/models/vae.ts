import {
  convolutionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  loadVariationalAutoencoder,
  saveVariationalAutoencoder,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import { disentanglementMeasures } from '../measures/disentanglementMeasures.ts';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { calmElboJudge, elboJudge, elboObjective, elboOptions, likelihoodJudge, prior } from './elboOptions.ts';
import { likelihoodOf, likely } from './likelihood.ts';
import { imageShapeOf } from './networks.ts';
import { hidden, latentSize, likelihoodOption, width } from './options.ts';
import { convolutionalWeights, denseWeights } from './weights.ts';

const variational = (parts: Parts) => ({
  objective: elboObjective,
  judge: elboJudge,
  calmJudge: calmElboJudge,
  bound: likelihoodJudge,
  prior,
  measures: () => disentanglementMeasures,
  ...likely(parts),
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
});

export const vae = (parts: Parts) =>
  defineModel({
    summary: summaries.vae,
    options: { hidden: hidden([400]), latentSize: latentSize(20), likelihood: likelihoodOption(parts), ...elboOptions },
    weights: (spec, run) =>
      denseWeights(spec, run, {
        encoded: 2 * spec.latentSize,
        perNumber: likelihoodOf(parts, spec, run).outputsPerNumber,
      }),
    build: ({ hidden, latentSize, likelihood, seed }, run) =>
      denseVariationalAutoencoder({
        imageShape: run.exampleShape,
        hidden,
        latentSize,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      }),
    ...variational(parts),
  });

export const convolutionalVae = (parts: Parts) =>
  defineModel({
    summary: summaries['convolutional-vae'],
    options: {
      filters: z
        .array(width)
        .default([32, 64])
        .describe('channels of the convolutions, each of which halves the image'),
      latentSize: latentSize(20),
      likelihood: likelihoodOption(parts),
      ...elboOptions,
    },
    weights: (spec, run) =>
      convolutionalWeights(
        spec,
        { exampleShape: imageShapeOf(run.exampleShape) },
        {
          encoded: 2 * spec.latentSize,
          perNumber: likelihoodOf(parts, spec, run).outputsPerNumber,
        },
      ),
    build: ({ filters, latentSize, likelihood, seed }, run) =>
      convolutionalVariationalAutoencoder({
        imageShape: imageShapeOf(run.exampleShape),
        filters,
        latentSize,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      }),
    ...variational(parts),
  });
