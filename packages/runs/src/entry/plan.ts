import type { Learn, Objective, Optimizer, Schedule } from '@latentkit/core';
import { columnGroups } from '@latentkit/datasets';
import { expected, isLatentKitError } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import { type RunSpec, shapeOf } from '../spec/runSpec.ts';
import { checkWeights } from './checkWeights.ts';
import { type Loaded, trainingOf } from './loaded.ts';
import type { ModelEntry, RunShape } from './modelEntry.ts';
import { optimizerOf, scheduleOf } from './optimizers.ts';

/** What a spec means on a data set. */
export interface Plan {
  readonly model: LatentModel;
  readonly objective: Objective<LatentModel>;
  readonly learn?: (model: LatentModel, objective: Objective<LatentModel>) => Learn;
  readonly optimizer: Optimizer;
  readonly learningRate: Schedule;
}

/**
 * Made before anything is written, so that a spec that does not fit the data leaves no run folder behind.
 *
 * @param parts models that the entry's own is built from: its, or disposed of where that fails
 */
export async function plan(
  spec: RunSpec,
  entry: ModelEntry,
  { data, parts }: { data: Loaded; parts: Readonly<Record<string, LatentModel>> },
): Promise<Plan> {
  const { build, objective, learn } = entry;
  const run = { ...shapeOfRun(spec, data), parts };
  try {
    checkWeights(spec, entry, run);
    return {
      optimizer: optimizerOf(spec),
      learningRate: scheduleOf(spec, spec.epochs * run.stepsPerEpoch),
      objective: objective(spec, run),
      ...(learn && { learn: learn(spec) }),
      model: await built(spec.model, () => build(spec, run)),
    };
  } catch (error) {
    for (const part of Object.values(parts)) part.dispose();
    throw error;
  }
}

/** A model, or one line on why its `build` makes none: a plug-in may bring networks that tfjs refuses. */
async function built(name: string, build: () => LatentModel | Promise<LatentModel>): Promise<LatentModel> {
  try {
    return await build();
  } catch (cause) {
    if (isLatentKitError(cause) || !(cause instanceof Error)) throw cause;
    throw expected({
      where: `model ${name}, build`,
      expected: 'a model',
      received: (cause.message.split('\n')[0] as string).replace(/\.$/, ''),
      todo: 'Look into the build of the model.',
      code: 'MODEL',
      cause,
    });
  }
}

/** What was left open in a spec, decided by the data, and a line on each decision that is worth one. */
export function settled(spec: RunSpec, entry: ModelEntry, data: Loaded): { spec: RunSpec; said: readonly string[] } {
  const { spec: decided = {}, said = [] } = entry.settle?.(spec, shapeOfRun(spec, data)) ?? {};
  const all: Readonly<Record<string, unknown>> = { ...spec, ...decided };
  // As `runSpec` orders keys, so that a spec read back from run.json is the same text.
  const keys = ['model', ...Object.keys(shapeOf(entry))].filter((key) => all[key] !== undefined);
  return { spec: Object.fromEntries(keys.map((key) => [key, all[key]])) as RunSpec, said };
}

function shapeOfRun(spec: RunSpec, data: Loaded): RunShape {
  const [train, { classes, range, layout, words, plan }] = [trainingOf(data), data];
  const columns = plan && columnGroups(plan);
  const [examples, ...exampleShape] = train.y.shape as [number, ...number[]];
  return {
    exampleShape,
    examples,
    stepsPerEpoch: Math.ceil(examples / spec.batchSize),
    ...(train.label && { classes: classes?.length ?? 1 + Math.max(...new Set(train.label.values)) }),
    parts: {},
    ...(train.text && words && { text: { words, length: train.text.shape[1] as number } }),
    ...(range && { range }),
    ...(layout && { layout }),
    ...(data.standardization && { standardized: true }),
    ...(columns?.some(({ kind }) => kind !== 'numbers') && { columns }),
  };
}
