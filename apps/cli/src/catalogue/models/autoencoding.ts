import { type Autoencoder, loadAutoencoder, reconstruction, saveAutoencoder } from '@latentkit/models';
import { type CostName, costs } from '../costs.ts';
import type { Judge, RunShape } from '../modelEntry.ts';

type Spec = { readonly cost: CostName };

/** 1/numbers of an observation: the lecture's MSE is the mean over pixels, which counts because weight decay is added to its gradient. */
export const perNumber = ({ exampleShape }: RunShape) => 1 / exampleShape.reduce((size, next) => size * next, 1);

/** As a title says it. */
export const costTitle = (cost: CostName) => cost.replaceAll('-', ' ');

/** Shared by autoencoders that learn C(y, ỹ) alone. */
export const autoencoding = {
  objective: ({ cost }: Spec, run: RunShape) => reconstruction({ cost: costs[cost], weight: perNumber(run) }),
  judge: ({ cost }: Spec): Judge<Autoencoder> => ({
    title: costTitle(cost),
    names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: costs[cost](y, model.reconstruct(y)) }),
  }),
  save: saveAutoencoder,
  load: loadAutoencoder,
};
