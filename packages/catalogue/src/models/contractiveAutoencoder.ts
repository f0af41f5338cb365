import { contractive } from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { autoencoding, costOf, perNumber } from './autoencoding.ts';
import { dense } from './networks.ts';
import { width } from './options.ts';

export function contractiveAutoencoder(parts: Parts) {
  const { options, build, settle } = dense(parts, { hidden: [], latentSize: 128 });
  return defineModel({
    ...autoencoding(parts),
    settle,
    summary: 'contractive autoencoder: a code that moves as little as it can when the image does (784-128 sigmoids)',
    options: {
      ...options,
      latentActivation: z
        .enum(['sigmoid', 'tanh', 'relu', 'linear'])
        .default('sigmoid')
        .describe('of the code; without hidden layers sigmoid and tanh have a closed form'),
      contraction: z.number().min(0).default(0.1).describe('λ, what ‖∂h/∂y‖² counts beside the cost of an example'),
      probes: width
        .optional()
        .describe('estimate ‖∂h/∂y‖² by so many backward passes; left out: exact, by one a number of the code'),
    },
    build,
    objective: (spec, run) => {
      const { contraction, probes } = spec;
      const counted = { contraction, weight: perNumber(run), ...(probes !== undefined && { probes }) };
      return contractive({ cost: costOf(parts, spec), ...counted });
    },
  });
}
