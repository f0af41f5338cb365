import { defineConfig, defineCorruption, defineCost, defineModel, elboTerms, negativeElbo } from 'latentkit';
import { z } from 'zod';
import { bars } from './bars.ts';
import { contrast } from './contrast.ts';
import { pseudoHuber } from './pseudoHuber.ts';
import { ring } from './ring.ts';
import { loadRing, ringAutoencoder, saveRing } from './ringAutoencoder.ts';

/** What the command gets by name: `latentkit.config.ts` exports it, and so does this package, for `--plugin`. */
export default defineConfig({
  models: {
    'ring-autoencoder': defineModel({
      summary: 'variational autoencoder whose codes lie on a ring of learned radius',
      options: {
        width: z.int().positive().default(16).describe('of the hidden layers'),
        blocks: z.int().positive().default(2).describe('residual blocks of the encoder'),
        beta: z.number().min(0).default(1).describe('weight of the divergence to the ring'),
      },
      build: ({ width, blocks, seed }, { exampleShape }) =>
        ringAutoencoder({ imageShape: exampleShape, width, blocks, seed }),
      objective: ({ beta }) => negativeElbo({ beta }),
      judge: () => ({
        title: '−ELBO, nats',
        unit: 'nats',
        names: ['reconstruction', 'meanDivergence', 'varianceDivergence'],
        terms: (model, { y }, random) => elboTerms(model, y, random),
      }),
      domain: () => ({ low: 0, high: 1, of: 'pixels as probabilities' }),
      save: saveRing,
      load: loadRing,
    }),
  },
  datasets: { bars },
  costs: { 'pseudo-huber': defineCost({ cost: pseudoHuber, unit: 'pseudo-Huber error' }) },
  corruptions: {
    contrast: defineCorruption({ levelIs: 'least contrast', level: 0.3, of: (least) => contrast({ least }) }),
  },
  figures: { ring },
});
