import { linearAutoencoder } from '@latentkit/models';
import { modelEntry } from '../modelEntry.ts';
import { autoencoding } from './autoencoding.ts';
import { cost, hidden, latentSize, weightDecay } from './options.ts';

export const autoencoderEntry = modelEntry({
  summary: 'linear autoencoder: dense layers down to a small code and their mirror (784-128-64-12-2)',
  options: { hidden: hidden([128, 64, 12]), latentSize: latentSize(2), cost, weightDecay: weightDecay(1e-5) },
  build: ({ hidden, latentSize, seed }, { exampleShape }) =>
    linearAutoencoder({ imageShape: exampleShape, hidden, latentSize, seed }),
  ...autoencoding,
});
