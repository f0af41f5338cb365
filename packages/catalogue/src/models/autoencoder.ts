import { defineModel } from '@latentkit/runs';
import type { Parts } from '../parts.ts';
import { autoencoding } from './autoencoding.ts';
import { dense } from './networks.ts';

export const autoencoder = (parts: Parts) =>
  defineModel({
    summary:
      'autoencoder of dense layers, down to a small code and back (784-128-64-12-2; the lecture calls it linear)',
    ...dense(parts, { hidden: [128, 64, 12], latentSize: 2 }),
    ...autoencoding(parts),
  });
