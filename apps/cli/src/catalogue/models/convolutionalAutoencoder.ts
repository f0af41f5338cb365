import { modelEntry } from '../modelEntry.ts';
import { autoencoding } from './autoencoding.ts';
import { convolutional } from './networks.ts';

export const convolutionalAutoencoderEntry = modelEntry({
  summary: 'convolutional autoencoder: Conv 1→16→32 (k3 s2), 32→64 (k7) and its mirror',
  ...convolutional({ filters: [16, 32], latentSize: 64 }),
  ...autoencoding,
});
