import { expected } from '@latentkit/errors';
import {
  type Autoencoder,
  type ColumnGroup,
  type Cost,
  loadAutoencoder,
  reconstruction,
  saveAutoencoder,
} from '@latentkit/models';
import type { Domain, Judge, RunShape } from '@latentkit/runs';
import { domainOf, entryOf, type Parts, titleOf } from '../parts.ts';

interface Spec {
  readonly cost?: string | undefined;
}

/** Columns of several kinds are costed each by its own; all else by the squared error, unless told otherwise. */
export const costName = ({ cost }: Spec, columns?: readonly ColumnGroup[]): string =>
  cost ?? (columns ? 'mixed-error' : 'squared-error');

/** 1/numbers of an observation: the lecture's MSE is the mean over pixels, which counts because weight decay is added to its gradient. */
export const perNumber = ({ exampleShape }: RunShape) => 1 / exampleShape.reduce((size, next) => size * next, 1);

/** @param columns what the numbers of a row are, where they are of several kinds */
export function costOf({ costs }: Parts, spec: Spec, columns?: readonly ColumnGroup[]): Cost {
  const { cost, ofColumns } = entryOf(costs, costName(spec, columns));
  return (columns && ofColumns?.(columns)) ?? cost;
}

/** What the numbers of a row are, where the cost tells kinds of columns apart. */
export function columnsOf(
  { costs }: Pick<Parts, 'costs'>,
  spec: Spec,
  run: RunShape,
): readonly ColumnGroup[] | undefined {
  return entryOf(costs, costName(spec, run.columns)).ofColumns && run.columns;
}

/** Judged by C(y, ỹ). */
export const costJudge = (parts: Parts, spec: Spec): Judge<Autoencoder> => ({
  title: titleOf(costName(spec)),
  unit: entryOf(parts.costs, costName(spec)).unit,
  names: ['reconstruction'],
  terms: (model, { y }) => ({ reconstruction: costOf(parts, spec, model.columns)(y, model.reconstruct(y)) }),
});

/** The numbers that a cost accepts. */
export function costDomain({ costs }: Pick<Parts, 'costs'>, spec: Spec): Domain | undefined {
  const cost = costName(spec);
  const found = domainOf(entryOf(costs, cost), cost);
  return found && { ...found, todo: 'Scale the data, or choose --cost squared-error.' };
}

/** Shared by autoencoders that learn C(y, ỹ) alone. */
export const autoencoding = (parts: Parts) => ({
  objective: (spec: Spec, run: RunShape) =>
    reconstruction({ cost: costOf(parts, spec, run.columns), weight: perNumber(run) }),
  judge: (spec: Spec) => costJudge(parts, spec),
  domain: (spec: Spec) => costDomain(parts, spec),
  save: saveAutoencoder,
  load: loadAutoencoder,
});

/** Refuse a table with categories for a model that knows numbers alone. @throws `DATA` */
export function requireNumbers(model: string, { columns }: RunShape): void {
  if (!columns?.some(({ kind }) => kind === 'categories')) return;
  throw expected({
    where: '--data',
    expected: `columns of numbers, for ${model}`,
    received: 'columns of categories too',
    todo: 'Leave them out (--leave-out), or train autoencoder or vae.',
    code: 'DATA',
  });
}
