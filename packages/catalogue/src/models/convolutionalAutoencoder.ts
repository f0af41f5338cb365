import { defineModel } from '@latentkit/runs';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding } from './autoencoding.ts';
import { convolutional } from './networks.ts';

export const convolutionalAutoencoder = (parts: Parts) =>
  defineModel({
    summary: summaries['convolutional-autoencoder'],
    ...convolutional(parts, { filters: [16, 32], latentSize: 64 }),
    ...autoencoding(parts),
  });
