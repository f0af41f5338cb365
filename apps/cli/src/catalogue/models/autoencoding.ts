import { type Autoencoder, loadAutoencoder, reconstruction, saveAutoencoder } from '@latentkit/models';
import { type CostName, costs } from '../costs.ts';
import type { Judge, RunShape } from '../modelEntry.ts';

type Spec = { readonly cost: CostName };

/** Shared by autoencoders: the lecture's MSE is the mean over pixels, which counts because weight decay is added to its gradient. */
export const autoencoding = {
  objective: ({ cost }: Spec, { exampleShape }: RunShape) =>
    reconstruction({ cost: costs[cost], weight: 1 / exampleShape.reduce((size, next) => size * next, 1) }),
  judge: ({ cost }: Spec): Judge<Autoencoder> => ({
    title: cost.replaceAll('-', ' '),
    names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: costs[cost](y, model.reconstruct(y)) }),
  }),
  save: saveAutoencoder,
  load: loadAutoencoder,
};
