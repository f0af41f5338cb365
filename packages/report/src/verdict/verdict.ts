import { mapTable } from '@latentkit/core';
import { isImageCodes, isTextToImage, type LatentModel } from '@latentkit/models';
import { type Curves, first, type OpenRun, type RunRecord, sumOf } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';
import { shellWord } from '../page/commandOf.ts';
import { deadEntries, identity, posteriorCollapse, unusedDimensions } from './codes.ts';
import type { Finding } from './finding.ts';
import { type Course, observed } from './observed.ts';
import { outliers } from './outliers.ts';
import { overfit, underTrained } from './training.ts';

/**
 * What is wrong with a trained run, from tests with stated thresholds on up to 2000 rows of each split: posterior collapse, unused latent
 * dimensions, dead codebook entries, collapse to the identity, too little training, overfitting, outliers in the data.
 *
 * @returns the faults found, the most telling first; none for a run that passes
 * @throws DATA where the data of the run cannot be read
 */
export async function verdict(run: OpenRun, record: RunRecord, curves: Curves): Promise<Finding[]> {
  if (isTextToImage(run.model)) return [];
  const seen = await observed(run);
  const course: Course = { ...record, losses: sumOf(curves, record.judgedBy.terms) };
  const collapsed = posteriorCollapse(seen);
  const discrete = await codebookOf(run);
  const findings = [
    collapsed,
    discrete?.finding,
    // One cause, told once: a collapsed posterior leaves dimensions unused and gives the mean of the data.
    collapsed || discrete ? undefined : unusedDimensions(seen),
    identity(seen),
    collapsed ? undefined : underTrained(course, seen),
    overfit(course, seen),
    outliers(seen),
  ];
  const path = shellWord(run.path);
  return findings
    .filter((each) => each !== undefined)
    .map((each) => ({ ...each, help: each.help.replaceAll('<run>', path) }));
}

type Discrete = LatentModel & {
  readonly codebook?: tf.Variable;
  readonly size?: number;
  indices(y: tf.Tensor): tf.Tensor;
};

const isDiscrete = (model: LatentModel): model is Discrete =>
  isImageCodes(model) || ('indices' in model && 'codebook' in model);

/** Of a model with a codebook: the finding, if there is one. */
async function codebookOf({ engine, model, data }: OpenRun): Promise<{ finding: Finding | undefined } | undefined> {
  if (!isDiscrete(model)) return undefined;
  const size = model.size ?? (model.codebook?.shape[0] as number);
  const y = first((await data()).test.y, 2000);
  const state = Object.values(model.variables);
  const map = (rows: tf.Tensor) => tf.cast(model.indices(rows), 'float32');
  const { values } = await mapTable({ engine, map, state, table: y });
  return { finding: deadEntries(values, size) };
}
