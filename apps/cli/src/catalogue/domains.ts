import { checkRange } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import type { RunSpec } from '../spec/runSpec.ts';
import type { CostName } from './costs.ts';
import type { LikelihoodName } from './likelihoods.ts';

/** Of which numbers a cost or a −log likelihood is one; of all others that name is not here. */
const domains: Readonly<Partial<Record<CostName | LikelihoodName, { low: number; high: number }>>> = {
  'binary-cross-entropy': { low: 0, high: 1 },
  bernoulli: { low: 0, high: 1 },
};

/** That every number of a data set can be learned from. @throws `DATA` with the first that cannot, and its place */
export function checkDomain({ data, cost, likelihood }: RunSpec, { train, test }: Dataset): void {
  const name = [cost, likelihood].find((one) => domains[one as CostName] !== undefined) as CostName | undefined;
  for (const [split, { y }] of Object.entries({ train, test })) {
    const where = `--data ${data}, ${split}.y`;
    checkRange(y, name === undefined ? { where } : { where, ...domains[name], of: name.replaceAll('-', ' ') });
  }
}
