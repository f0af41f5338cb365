import type { Likelihood } from '@latentkit/models';
import type { Domain, RunShape } from '@latentkit/runs';
import { domainOf, entryOf, type Parts } from '../parts.ts';
import { decided, isUnit } from './range.ts';

export interface LikelihoodSpec {
  readonly likelihood?: string | undefined;
  readonly binarize?: boolean;
}

/**
 * Images in [0, 1] are chances of white; columns of a table, points and all that leaves [0, 1] are measured. Columns of a table have variances of their own: with one of 1,
 * which is that of a standardised column, nothing is left for the code to explain, and samples lose how columns hang together.
 */
function likelihoodFor(run: RunShape): string {
  const { columns, standardized, exampleShape } = run;
  if (columns && !columns.some(({ kind }) => kind === 'numbers')) return 'mixed';
  if (columns || standardized) return 'learned-mixed';
  return exampleShape.length > 1 && isUnit(run) ? 'bernoulli' : 'gaussian';
}

/** p(y|z) by the name in a spec. */
export const likelihoodOf = (
  { likelihoods }: Pick<Parts, 'likelihoods'>,
  { likelihood }: LikelihoodSpec,
  run: RunShape,
): Likelihood => entryOf(likelihoods, likelihood ?? likelihoodFor(run)).of(run.columns);

/** What an entry with a likelihood says of it. */
export const likely = (parts: Parts) => ({
  settle(spec: LikelihoodSpec, run: RunShape) {
    if (spec.likelihood !== undefined) return { spec: {}, said: [] };
    // Pixels that are drawn black or white are chances, whatever their range is said to be.
    const likelihood = spec.binarize ? 'bernoulli' : likelihoodFor(run);
    return { spec: { likelihood }, said: decided(run, `${likelihood} likelihood`) };
  },
  domain({ likelihood }: LikelihoodSpec): Domain | undefined {
    const found = likelihood === undefined ? undefined : domainOf(entryOf(parts.likelihoods, likelihood), likelihood);
    return found && { ...found, todo: 'Scale the data, or choose --likelihood gaussian.' };
  },
});
