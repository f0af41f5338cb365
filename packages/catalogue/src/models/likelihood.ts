import type { Likelihood } from '@latentkit/models';
import type { Domain, RunShape } from '@latentkit/runs';
import { domainOf, entryOf, type Parts } from '../parts.ts';
import { decided, isUnit } from './range.ts';

export interface LikelihoodSpec {
  readonly likelihood?: string | undefined;
  readonly binarize?: boolean;
}

/** Images in [0, 1] are chances of white; columns of a table, points and all that leaves [0, 1] are measured. */
const likelihoodFor = (run: RunShape) =>
  run.columns ? 'mixed' : run.exampleShape.length > 1 && isUnit(run) ? 'bernoulli' : 'gaussian';

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
