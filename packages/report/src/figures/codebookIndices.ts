import { mapTable, type Table } from '@latentkit/core';
import { isImageCodes, type LatentModel } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';

type Discrete = LatentModel & {
  readonly codebook?: tf.Variable;
  readonly size?: number;
  indices(y: tf.Tensor): tf.Tensor;
};

const isDiscrete = (model: LatentModel): model is Discrete =>
  isImageCodes(model) || ('indices' in model && 'codebook' in model);

/** Which entries of its codebook a model uses for these rows, and how many there are; undefined for a model without one. */
export async function codebookIndices(
  { engine, model }: Pick<OpenRun, 'engine' | 'model'>,
  table: Table,
): Promise<{ indices: ArrayLike<number>; size: number } | undefined> {
  if (!isDiscrete(model)) return undefined;
  const state = Object.values(model.variables);
  const map = (rows: tf.Tensor) => tf.cast(model.indices(rows), 'float32');
  const { values } = await mapTable({ engine, map, state, table });
  return { indices: values, size: model.size ?? (model.codebook?.shape[0] as number) };
}

/** Whether a model has a codebook. */
export const hasCodebook = ({ model }: Pick<OpenRun, 'model'>): boolean => isDiscrete(model);
