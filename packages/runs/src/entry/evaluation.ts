import type { Engine } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { type MeanTerms, meanTerms } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import type { RunSpec } from '../spec/runSpec.ts';
import type { Judge, ModelEntry } from './modelEntry.ts';
import { tablesOf } from './tablesOf.ts';

/** The mean of what a model is judged by, over a split. */
export function evaluation({
  engine,
  spec,
  entry,
  model,
  split,
  judge = entry.judge(spec),
  batchSize,
}: {
  engine: Engine;
  spec: RunSpec;
  entry: ModelEntry;
  model: LatentModel;
  split: Split;
  judge?: Judge;
  batchSize?: number;
}): Promise<MeanTerms> {
  return meanTerms({
    engine,
    terms: (batch, random) => judge.terms(model, batch, random),
    variables: model.variables,
    data: tablesOf(entry, split),
    ...(batchSize !== undefined && { batchSize }),
  });
}
