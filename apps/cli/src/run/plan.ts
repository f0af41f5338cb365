import type { Objective, Optimizer, Schedule } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import type { Autoencoder } from '@latentkit/models';
import { models } from '../catalogue/models.ts';
import { optimizerOf, scheduleOf } from '../catalogue/optimizers.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** What a spec means on a data set. */
export interface Plan {
  readonly model: Autoencoder;
  readonly objective: Objective<Autoencoder>;
  readonly optimizer: Optimizer;
  readonly learningRate: Schedule;
}

/** Made before anything is written, so that a spec that does not fit the data leaves no run folder behind. */
export function plan(spec: RunSpec, { train }: Dataset): Plan {
  const [examples, ...exampleShape] = train.y.shape as [number, ...number[]];
  const { build, objective } = models[spec.model];
  return {
    optimizer: optimizerOf(spec),
    learningRate: scheduleOf(spec, spec.epochs * Math.ceil(examples / spec.batchSize)),
    objective: objective(spec, exampleShape),
    model: build(spec, exampleShape),
  };
}
