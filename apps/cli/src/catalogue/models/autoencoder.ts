import { modelEntry } from '../modelEntry.ts';
import { autoencoding } from './autoencoding.ts';
import { dense } from './networks.ts';

export const autoencoderEntry = modelEntry({
  summary: 'linear autoencoder: dense layers down to a small code and their mirror (784-128-64-12-2)',
  ...dense({ hidden: [128, 64, 12], latentSize: 2 }),
  ...autoencoding,
});
