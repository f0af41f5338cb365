import { mlp } from '@latentkit/layers';
import { loadTiedAutoencoder, reconstruction, saveTiedAutoencoder, tiedAutoencoder } from '@latentkit/models';
import { z } from 'zod';
import { costs } from '../costs.ts';
import { modelEntry } from '../modelEntry.ts';
import { costTitle, perNumber } from './autoencoding.ts';
import { dense, outputOf } from './networks.ts';

const { options } = dense({ hidden: [], latentSize: 64 });

export const tiedAutoencoderEntry = modelEntry({
  summary: 'autoencoder with tied weights: the decoder has the transposed kernels of the encoder (784-64)',
  options: {
    ...options,
    latentActivation: z.enum(['sigmoid', 'tanh', 'relu', 'linear']).default('sigmoid').describe('of the code'),
  },
  build: (spec, run) => {
    const { hidden, latentSize, latentActivation, seed } = spec;
    const sizes = { inputShape: run.exampleShape, hidden, outputShape: [latentSize] };
    const encoder = mlp({ ...sizes, outputActivation: latentActivation, seed, name: 'encoder' });
    return tiedAutoencoder({ encoder, outputActivation: outputOf(spec, run) });
  },
  objective: ({ cost }, run) => reconstruction({ cost: costs[cost], weight: perNumber(run) }),
  judge: ({ cost }) => ({
    title: costTitle(cost),
    names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: costs[cost](y, model.reconstruct(y)) }),
  }),
  save: saveTiedAutoencoder,
  load: loadTiedAutoencoder,
});
