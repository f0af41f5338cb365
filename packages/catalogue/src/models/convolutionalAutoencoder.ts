import { defineModel } from '@latentkit/runs';
import type { Parts } from '../parts.ts';
import { autoencoding } from './autoencoding.ts';
import { convolutional } from './networks.ts';

export const convolutionalAutoencoder = (parts: Parts) =>
  defineModel({
    summary: 'convolutional autoencoder: Conv 1→16→32 (k3 s2), 32→64 (k7) and its mirror',
    ...convolutional(parts, { filters: [16, 32], latentSize: 64 }),
    ...autoencoding(parts),
  });
