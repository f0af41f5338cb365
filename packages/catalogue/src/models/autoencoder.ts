import { defineModel } from '@latentkit/runs';
import type { Parts } from '../parts.ts';
import { autoencoding } from './autoencoding.ts';
import { dense } from './networks.ts';

export const autoencoder = (parts: Parts) =>
  defineModel({
    summary: 'linear autoencoder: dense layers down to a small code and their mirror (784-128-64-12-2)',
    ...dense(parts, { hidden: [128, 64, 12], latentSize: 2 }),
    ...autoencoding(parts),
  });
