import { convolutionalAutoencoder, linearAutoencoder, loadAutoencoder, reconstruction } from '@latentkit/models';
import { z } from 'zod';
import { common } from '../spec/common.ts';
import { type CostName, costNames, costs } from './costs.ts';
import { type ModelEntry, modelEntry } from './modelEntry.ts';

const cost = z
  .enum(costNames)
  .default('squared-error')
  .describe('C(y, ỹ), summed over an example, averaged over examples');
const width = z.int().positive();

/** [height, width] is an image of one channel. */
const imageShapeOf = ([height, width, channels = 1]: readonly number[]) =>
  [height, width, channels] as [number, number, number];
const product = (shape: readonly number[]) => shape.reduce((size, next) => size * next, 1);

/** Shared by autoencoders: the lecture's MSE is the mean over pixels, which counts because weight decay is added to its gradient. */
const autoencoding = {
  objective: (spec: { cost: CostName }, exampleShape: readonly number[]) =>
    reconstruction({ cost: costs[spec.cost], weight: 1 / product(exampleShape) }),
  cost: (spec: { cost: CostName }) => costs[spec.cost],
  load: loadAutoencoder,
};

/** The one table from names to models. */
export const models = {
  autoencoder: modelEntry({
    summary: 'linear autoencoder: dense layers down to a small code and their mirror (784-128-64-12-2)',
    options: {
      hidden: z.array(width).default([128, 64, 12]).describe('widths of the layers between image and code'),
      latentSize: width.default(2).describe('numbers in a code'),
      cost,
      weightDecay: common.weightDecay
        .unwrap()
        .default(1e-5)
        .describe(common.weightDecay.description as string),
    },
    build: ({ hidden, latentSize, seed }, exampleShape) =>
      linearAutoencoder({ imageShape: exampleShape, hidden, latentSize, seed }),
    ...autoencoding,
  }),
  'convolutional-autoencoder': modelEntry({
    summary: 'convolutional autoencoder: Conv 1→16→32 (k3 s2), 32→64 (k7) and its mirror',
    options: {
      filters: z.array(width).default([16, 32]).describe('channels after each convolution that halves the image'),
      latentSize: width.default(64).describe('numbers in a code'),
      cost,
      weightDecay: common.weightDecay
        .unwrap()
        .default(1e-5)
        .describe(common.weightDecay.description as string),
    },
    build: ({ filters, latentSize, seed }, exampleShape) =>
      convolutionalAutoencoder({ imageShape: imageShapeOf(exampleShape), filters, latentSize, seed }),
    ...autoencoding,
  }),
} satisfies Record<string, ModelEntry>;

export type ModelName = keyof typeof models;
