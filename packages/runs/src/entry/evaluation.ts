import type { Engine } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { type MeanTerms, meanTermsProgram } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import type { RunSpec } from '../spec/runSpec.ts';
import type { Judge, ModelEntry } from './modelEntry.ts';
import { tablesOf } from './tablesOf.ts';

interface EvaluationOptions {
  engine: Engine;
  spec: RunSpec;
  entry: ModelEntry;
  model: LatentModel;
  judge?: Judge;
  batchSize?: number;
}

/** The means of what a model is judged by, by one program that is built once. */
export interface Evaluator {
  of(split: Split): Promise<MeanTerms>;
  dispose(): void;
}

export async function evaluator({
  engine,
  spec,
  entry,
  model,
  judge = entry.judge(spec),
  batchSize,
}: EvaluationOptions): Promise<Evaluator> {
  const { over, dispose } = await meanTermsProgram({
    engine,
    terms: (batch, random) => judge.terms(model, batch, random),
    variables: model.variables,
  });
  return { of: (split) => over(tablesOf(entry, split), { batchSize }), dispose };
}

/** The mean of what a model is judged by, over a split. */
export async function evaluation({ split, ...options }: EvaluationOptions & { split: Split }): Promise<MeanTerms> {
  const one = await evaluator(options);
  try {
    return await one.of(split);
  } finally {
    one.dispose();
  }
}
