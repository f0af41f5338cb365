import type { Engine, Table } from '@latentkit/core';
import { type MeanCost, meanCost } from '@latentkit/metrics';
import type { Autoencoder } from '@latentkit/models';
import { models } from '../catalogue/models.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** Mean C(y, ỹ) of a model over a table, in its cost's own unit. */
export function reconstructionCost({
  engine,
  spec,
  model,
  table,
}: {
  engine: Engine;
  spec: RunSpec;
  model: Autoencoder;
  table: Table;
}): Promise<MeanCost> {
  const cost = models[spec.model].cost(spec);
  return meanCost({ engine, cost: ({ y }) => cost(y, model.reconstruct(y)), variables: model.variables, table });
}
