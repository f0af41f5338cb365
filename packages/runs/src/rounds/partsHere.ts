import type { PartDone } from '@latentkit/core/internal';
import { trainPart } from '@latentkit/core/internal';
import { trainingOf } from '../entry/loaded.ts';
import type { Plan } from '../entry/plan.ts';
import { tablesOf } from '../entry/tablesOf.ts';
import type { Session } from '../train/session.ts';
import type { DoRound } from './doRound.ts';

type Needed = Pick<Session, 'spec' | 'entry' | 'data' | 'engine'>;

/** Does the parts of a round one after the other, in this process. */
export function partsHere({ spec, entry, data, engine }: Needed, plan: Plan): DoRound {
  const { epochs, batchSize, seed } = spec;
  const tables = tablesOf(entry, trainingOf(data));
  return async ({ parts, rateFactor, signal }) => {
    const learningRate = (step: number) => rateFactor * plan.learningRate(step);
    const ends: PartDone[] = [];
    for (const part of parts) {
      const done = await trainPart(
        {
          ...plan,
          learningRate,
          data: tables,
          engine,
          epochs,
          batchSize,
          seed,
          signal,
        },
        part,
      );
      if (done === undefined) return undefined;
      ends.push(done);
    }
    return ends;
  };
}
