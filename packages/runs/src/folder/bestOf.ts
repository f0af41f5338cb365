import type { RunRecord } from './record.ts';

/** The epoch of the lowest cost on the test split; none before the first has ended. */
export function bestOf({ epochs }: Pick<RunRecord, 'epochs'>): { epoch: number; cost: number } | undefined {
  let best: { epoch: number; cost: number } | undefined;
  for (const { epoch, test } of epochs) {
    if (best === undefined || test.perExample < best.cost) best = { epoch, cost: test.perExample };
  }
  return best;
}
