import { type Autoencoder, type Cost, loadAutoencoder, reconstruction, saveAutoencoder } from '@latentkit/models';
import type { Domain, Judge, RunShape } from '@latentkit/runs';
import { domainOf, entryOf, type Parts, titleOf } from '../parts.ts';

interface Spec {
  readonly cost: string;
}

/** 1/numbers of an observation: the lecture's MSE is the mean over pixels, which counts because weight decay is added to its gradient. */
export const perNumber = ({ exampleShape }: RunShape) => 1 / exampleShape.reduce((size, next) => size * next, 1);

export const costOf = ({ costs }: Parts, { cost }: Spec): Cost => entryOf(costs, cost).cost;

/** Judged by C(y, ỹ). */
export const costJudge = (parts: Parts, spec: Spec): Judge<Autoencoder> => ({
  title: titleOf(spec.cost),
  unit: entryOf(parts.costs, spec.cost).unit,
  names: ['reconstruction'],
  terms: (model, { y }) => ({ reconstruction: costOf(parts, spec)(y, model.reconstruct(y)) }),
});

/** Of which numbers a cost is one. */
export function costDomain({ costs }: Pick<Parts, 'costs'>, cost: string): Domain | undefined {
  const found = domainOf(entryOf(costs, cost), cost);
  return found && { ...found, todo: 'Scale the data, or choose --cost squared-error.' };
}

/** Shared by autoencoders that learn C(y, ỹ) alone. */
export const autoencoding = (parts: Parts) => ({
  objective: (spec: Spec, run: RunShape) => reconstruction({ cost: costOf(parts, spec), weight: perNumber(run) }),
  judge: (spec: Spec) => costJudge(parts, spec),
  domain: ({ cost }: Spec) => costDomain(parts, cost),
  save: saveAutoencoder,
  load: loadAutoencoder,
});
