import { defineModel } from '@latentkit/runs';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding } from './autoencoding.ts';
import { dense } from './networks.ts';

export const autoencoder = (parts: Parts) =>
  defineModel({
    summary: summaries.autoencoder,
    ...dense(parts, { hidden: [128, 64, 12], latentSize: 2 }),
    ...autoencoding(parts),
  });
