import { convolutionalAutoencoder } from '@latentkit/models';
import { z } from 'zod';
import { modelEntry } from '../modelEntry.ts';
import { autoencoding } from './autoencoding.ts';
import { cost, latentSize, weightDecay, width } from './options.ts';

/** [height, width] is an image of one channel. */
const imageShapeOf = ([height, width, channels = 1]: readonly number[]) =>
  [height, width, channels] as [number, number, number];

export const convolutionalAutoencoderEntry = modelEntry({
  summary: 'convolutional autoencoder: Conv 1→16→32 (k3 s2), 32→64 (k7) and its mirror',
  options: {
    filters: z.array(width).default([16, 32]).describe('channels after each convolution that halves the image'),
    latentSize: latentSize(64),
    cost,
    weightDecay: weightDecay(1e-5),
  },
  build: ({ filters, latentSize, seed }, { exampleShape }) =>
    convolutionalAutoencoder({ imageShape: imageShapeOf(exampleShape), filters, latentSize, seed }),
  ...autoencoding,
});
