import { contractive } from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding, costOf, perNumber } from './autoencoding.ts';
import { dense } from './networks.ts';
import { width } from './options.ts';

export function contractiveAutoencoder(parts: Parts) {
  const { options, build, settle, weights } = dense(parts, { hidden: [], latentSize: 128 });
  return defineModel({
    ...autoencoding(parts),
    settle,
    weights,
    summary: summaries['contractive-autoencoder'],
    options: {
      ...options,
      latentActivation: z
        .enum(['sigmoid', 'tanh', 'relu', 'linear'])
        .default('sigmoid')
        .describe('activation of the code; without hidden layers, sigmoid and tanh have a closed form'),
      contraction: z.number().min(0).default(0.1).describe('λ, the weight of ‖∂h/∂y‖²'),
      probes: width
        .optional()
        .describe('estimate ‖∂h/∂y‖² with this many backward passes (default: exact, one per latent dimension)'),
    },
    build,
    objective: (spec, run) => {
      const { contraction, probes } = spec;
      const counted = { contraction, weight: perNumber(run), ...(probes !== undefined && { probes }) };
      return contractive({ cost: costOf(parts, spec, run.columns), ...counted });
    },
  });
}
