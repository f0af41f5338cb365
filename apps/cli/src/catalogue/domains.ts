import { checkRange } from '@latentkit/core/internal';
import { partsOf } from '../run/partsOf.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import type { CostName } from './costs.ts';
import type { LikelihoodName } from './likelihoods.ts';
import { type Loaded, trainingOf } from './loaded.ts';

/** Of which numbers a cost or a −log likelihood is one; of all others that name is not here. */
const domains: Readonly<Partial<Record<CostName | LikelihoodName, { low: number; high: number }>>> = {
  'binary-cross-entropy': { low: 0, high: 1 },
  bernoulli: { low: 0, high: 1 },
};

/**
 * That every number of a data set can be learned from; of what does not lie in memory, all is read that could be other.
 *
 * @throws `DATA` with the first that cannot, and its place
 */
export async function checkDomain({ data, cost, likelihood }: RunSpec, loaded: Loaded): Promise<void> {
  const name = [cost, likelihood].find((one) => domains[one as CostName] !== undefined) as CostName | undefined;
  const domain = name === undefined ? {} : { ...domains[name], of: name.replaceAll('-', ' ') };
  for (const [split, { y }] of Object.entries({ train: trainingOf(loaded), test: loaded.test })) {
    for await (const { table, from } of partsOf(y)) {
      checkRange(table, { where: `--data ${data}, ${split}.y`, from, ...domain });
      // Pixels of bytes are in [0, 1], whatever they are.
      if (table.values instanceof Uint8Array && table.scale === 1 / 255) break;
    }
  }
}
