import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import {
  type ImageCodes,
  isImageCodes,
  loadTextToImageModel,
  saveTextToImageModel,
  type TextToImageModel,
  textToImageModel,
  tokenEnergies,
  tokenLikelihood,
} from '@latentkit/models';
import { common, defineModel, type Judge, type RunShape } from '@latentkit/runs';
import { z } from 'zod';
import { textToImageMeasures } from '../measures/textToImageMeasures.ts';
import { summaries } from '../summaries.ts';
import { otherwise } from './imageCodes.ts';
import { width } from './options.ts';

export const textToImage = () =>
  defineModel({
    summary: summaries['text-to-image'],
    options: {
      tokens: z
        .string()
        .min(1)
        .optional()
        .describe('run folder of a discrete-vae or grid-vq-vae, which makes the image tokens; its weights are copied'),
      data: otherwise(common.data, 'scenes'),
      epochs: otherwise(common.epochs, 6),
      batchSize: otherwise(common.batchSize, 32),
      learningRate: otherwise(common.learningRate, 2e-3),
      schedule: otherwise(common.schedule, 'cosine'),
      warmupSteps: otherwise(common.warmupSteps, 150),
      width: width.default(96).describe('width of the transformer'),
      heads: width.default(4).describe('attention heads'),
      depth: width.default(3).describe('transformer blocks'),
      textWeight: z
        .number()
        .min(0)
        .default(1 / 8)
        .describe('weight of the caption loss −log p(t)'),
      imageWeight: z
        .number()
        .min(0)
        .default(7 / 8)
        .describe('weight of the image loss −log p(k|t)'),
      captionDropout: z
        .number()
        .min(0)
        .lt(1)
        .default(0.1)
        .describe('share of examples trained without their caption (guidance needs some)'),
      tokenNoise: z
        .number()
        .min(0)
        .lt(1)
        .default(0)
        .describe('share of image tokens that are read as random ones in training, so that captions count more'),
    },
    parts: ({ tokens, data }): Readonly<Record<string, string>> => ({ tokens: required(tokens, data) }),
    build({ width, heads, depth, seed, data }, run) {
      const { words, length } = captionsOf(run, data);
      const codes = codesOf(run, data);
      return textToImageModel(codes, { words, textLength: length, width, heads, depth, seed });
    },
    objective: ({ textWeight, imageWeight, captionDropout, tokenNoise }) =>
      tokenLikelihood({ textWeight, imageWeight, captionDropout, tokenNoise }),
    judge: (): Judge<TextToImageModel> => ({
      title: '−log p(t, k), nats',
      unit: 'nats',
      names: ['text', 'image'],
      terms: (model, { y, text }) => tokenEnergies(model, text as NonNullable<typeof text>, model.codes.indices(y)),
    }),
    measures: () => textToImageMeasures,
    tables: ({ text }): Readonly<Record<string, Table>> => (text ? { text } : {}),
    save: saveTextToImageModel,
    load: loadTextToImageModel,
  });

const trainTokens = (data: string) => `Train one first: latentkit train grid-vq-vae --data ${data} --out runs/tokens.`;

function required(tokens: string | undefined, data: string): string {
  if (tokens !== undefined) return tokens;
  throw expected({
    where: '--tokens',
    expected: 'the run folder of a discrete-vae or grid-vq-vae',
    received: 'nothing',
    todo: trainTokens(data),
    code: 'SPEC',
  });
}

function captionsOf({ text }: RunShape, data: string): NonNullable<RunShape['text']> {
  if (text !== undefined) return text;
  throw expected({
    where: '--data',
    expected: 'examples with a caption, for text-to-image',
    received: `${data}, which has none`,
    todo: 'Choose data with captions, such as scenes.',
    code: 'DATA',
  });
}

function codesOf({ parts, exampleShape }: RunShape, data: string): ImageCodes {
  const model = parts.tokens as NonNullable<(typeof parts)[string]>;
  const fits = String(model.exampleShape) === String(exampleShape);
  if (isImageCodes(model) && fits) return model;
  throw expected({
    where: '--tokens',
    expected: `a run of discrete-vae or grid-vq-vae on images of shape [${exampleShape}], as those of ${data}`,
    received: fits ? 'a run of another model' : `one on shape [${model.exampleShape}]`,
    todo: trainTokens(data),
    code: 'SPEC',
  });
}
