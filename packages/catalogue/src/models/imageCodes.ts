import { hardAndSoft, type ImageCodes, loadImageCodes, type ModelFiles, saveImageCodes } from '@latentkit/models';
import { common, type Judge } from '@latentkit/runs';
import { z } from 'zod';
import { imageCodesMeasures } from '../measures/imageCodesMeasures.ts';
import type { Parts } from '../parts.ts';
import { likely } from './likelihood.ts';
import { likelihoodOption, width } from './options.ts';

/** An option that every model has, with another default. */
export const otherwise = <Inner extends z.ZodType>(
  field: z.ZodDefault<Inner>,
  value: z.util.NoUndefined<z.output<Inner>>,
) =>
  field
    .unwrap()
    .default(value)
    .describe(field.description as string);

/** What models of image codes share: their options, what judges them, their files. */
export const imageCodes = <M extends ImageCodes>(parts: Parts, { learningRate }: { learningRate: number }) => ({
  options: {
    data: otherwise(common.data, 'scenes'),
    batchSize: otherwise(common.batchSize, 32),
    learningRate: otherwise(common.learningRate, learningRate),
    schedule: otherwise(common.schedule, 'cosine'),
    filters: z
      .array(width)
      .default([32, 64])
      .describe(
        'channels of the convolutions, each of which halves the image: two give a grid a quarter as wide and high',
      ),
    codebookSize: width.default(256).describe('codebook entries'),
    likelihood: likelihoodOption(parts),
  },
  /** On the entries that are chosen, as whatever reads the codes meets them. */
  judge: (): Judge<M> => ({
    title: '−log p(y|k) at the chosen entries, nats',
    unit: 'nats',
    names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: hardAndSoft(model, y).hard }),
  }),
  measures: () => imageCodesMeasures,
  ...likely(parts),
  save: (model: M) => saveImageCodes(model),
  // A run loads what its own entry saved.
  load: (files: ModelFiles) => loadImageCodes(files) as Promise<unknown> as Promise<M>,
});
