import { contractive } from '@latentkit/models';
import { z } from 'zod';
import { costs } from '../costs.ts';
import { modelEntry } from '../modelEntry.ts';
import { autoencoding, perNumber } from './autoencoding.ts';
import { dense } from './networks.ts';
import { width } from './options.ts';

const { options, build } = dense({ hidden: [], latentSize: 128 });

export const contractiveAutoencoderEntry = modelEntry({
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
  objective: ({ cost, contraction, probes }, run) =>
    contractive({ cost: costs[cost], contraction, weight: perNumber(run), ...(probes !== undefined && { probes }) }),
  judge: autoencoding.judge,
  save: autoencoding.save,
  load: autoencoding.load,
});
