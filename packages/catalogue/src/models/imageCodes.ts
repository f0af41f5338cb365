import type { Table } from '@latentkit/core';
import { take } from '@latentkit/datasets';
import { hardAndSoft, type ImageCodes, loadImageCodes, type ModelFiles, saveImageCodes } from '@latentkit/models';
import { common, type Judge, type RunShape } from '@latentkit/runs';
import { z } from 'zod';
import { imageCodesMeasures } from '../measures/imageCodesMeasures.ts';
import type { Parts } from '../parts.ts';
import { likely } from './likelihood.ts';
import { codebookSize, likelihoodOption, width } from './options.ts';

/** An option that every model has, with another default. */
export const otherwise = <Inner extends z.ZodType>(
  field: z.ZodDefault<Inner>,
  value: z.util.NoUndefined<z.output<Inner>>,
) =>
  field
    .unwrap()
    .default(value)
    .describe(field.description as string);

/** As many images as the entries start from. */
export const few = (y: Table): Table => take({ y }, Math.min(256, y.shape[0] as number)).y;

/** The sizes of image codes that follow from the options and the images. */
export const gridOf = (
  { filters, tokensPer }: { filters?: number[] | undefined; tokensPer: 'channel' | 'cell' },
  { exampleShape }: RunShape,
) => ({
  imageShape: exampleShape,
  filters: filters ?? filtersFor(exampleShape),
  separateChannels: tokensPer === 'channel',
});

/** Three halvings, or as many as the sides allow. */
function filtersFor([height = 0, width = 0]: readonly number[]): number[] {
  const fits = [1, 2, 3].filter((times) => height % 2 ** times === 0 && width % 2 ** times === 0).length;
  return [16, 32, 64].slice(-Math.max(1, fits));
}

/** What models of image codes share: their options, what judges them, their files. */
export const imageCodes = <M extends ImageCodes>(
  parts: Parts,
  { learningRate, epochs }: { learningRate: number; epochs: number },
) => ({
  options: {
    data: otherwise(common.data, 'scenes'),
    epochs: otherwise(common.epochs, epochs),
    batchSize: otherwise(common.batchSize, 32),
    learningRate: otherwise(common.learningRate, learningRate),
    schedule: otherwise(common.schedule, 'cosine'),
    filters: z
      .array(width)
      .optional()
      .describe(
        'channels of the convolutions, each of which halves the image (default: 16,32,64, or the last two or one where the sides can be halved no more)',
      ),
    tokensPer: z
      .enum(['channel', 'cell'])
      .default('channel')
      .describe(
        'channel: each colour channel of a cell has a token of its own, all from one codebook, so that known shapes can be drawn in new colours; cell: one token for all channels',
      ),
    codebookSize: codebookSize(256),
    likelihood: likelihoodOption(parts),
  },
  /** On the entries that are chosen, as whatever reads the codes meets them. */
  judge: (): Judge<M> => ({
    title: '−log p(y|k) from discrete codes, nats',
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
