import { expected } from '@latentkit/errors';
import type { EpochRow } from '@latentkit/runs';

/**
 * A metric of an epoch by its name: `test`, the cost per example on the test split, `train`, the same met in training, or one of the terms that the
 * test cost is the sum of.
 *
 * @throws SPEC for a name that the model has no term of
 */
export function metricOf({ trainCost, test }: EpochRow, name: string): number {
  if (name === 'test') return test.perExample;
  if (name === 'train') return trainCost;
  const value = test.terms[name];
  if (value !== undefined) return value;
  throw expected({
    where: 'metric, name',
    expected: `one of test, train, ${Object.keys(test.terms).join(', ')}`,
    received: name,
    todo: 'Change it and run again.',
    code: 'SPEC',
  });
}
