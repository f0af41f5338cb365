import type { Engine } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { type MeanTerms, meanTerms } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import type { Judge } from '../catalogue/modelEntry.ts';
import { models } from '../catalogue/models.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { tablesOf } from './tablesOf.ts';

/** The mean of what a model is judged by, over a split. */
export function evaluation({
  engine,
  spec,
  model,
  split,
  judge = models[spec.model].judge(spec),
  batchSize,
}: {
  engine: Engine;
  spec: RunSpec;
  model: LatentModel;
  split: Split;
  judge?: Judge;
  batchSize?: number;
}): Promise<MeanTerms> {
  return meanTerms({
    engine,
    terms: (batch, random) => judge.terms(model, batch, random),
    variables: model.variables,
    data: tablesOf(spec, split),
    ...(batchSize !== undefined && { batchSize }),
  });
}
