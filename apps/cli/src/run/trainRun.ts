import { type Engine, parameterCount, train, weightsAt } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import type { MeanTerms } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import { models } from '../catalogue/models.ts';
import { type StepGraph, withDump } from '../engines/withDump.ts';
import type { Progress } from '../progress/progress.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { evaluation } from './evaluation.ts';
import { metricsLog } from './metricsLog.ts';
import type { Plan } from './plan.ts';
import type { EpochRow, RunRecord } from './record.ts';
import type { RunFolder } from './runFolder.ts';
import { tablesOf } from './tablesOf.ts';

export interface TrainRunOptions {
  readonly spec: RunSpec;
  readonly plan: Plan;
  readonly data: Dataset;
  readonly engine: Engine;
  readonly folder: RunFolder;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Gets the graph of the first step. */
  readonly dump?: (graph: StepGraph) => Promise<void>;
  /** What is known of the run before it starts. */
  readonly record: Omit<RunRecord, 'parameters' | 'status' | 'epochs' | 'weights' | 'judgedBy'>;
}

export interface TrainedRun {
  readonly model: LatentModel;
  readonly record: RunRecord;
  /** What the run is judged by, of each step's batch, mean over its examples. */
  readonly stepCosts: readonly number[];
}

/** Train by a spec into a run folder: `run.json` from the first moment, losses as they come, the model after every epoch. */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun> {
  const { spec, data, engine, folder, progress } = options;
  const { model, objective } = options.plan;
  const { title, names } = models[spec.model].judge(spec);
  const lastStep = spec.epochs * Math.ceil((data.train.y.shape[0] as number) / spec.batchSize) - 1;
  const record = {
    ...options.record,
    parameters: parameterCount(model),
    weights: weightsAt(objective.weights, lastStep),
    judgedBy: { title, terms: names },
  };
  const costOf = (terms: Readonly<Record<string, number>>) => names.reduce((sum, name) => sum + (terms[name] ?? 0), 0);
  const write = (state: Pick<RunRecord, 'status' | 'epochs'> & Partial<RunRecord>) =>
    folder.write('run.json', `${JSON.stringify({ ...record, ...state }, null, 2)}\n`);
  const judge = () => evaluation({ engine, spec, model, split: data.test });
  const log = metricsLog(folder);
  const epochs: EpochRow[] = [];
  const stepCosts: number[] = [];
  let test: MeanTerms | undefined;
  await write({ status: 'running', epochs });
  try {
    for await (const event of trainEvents(options)) {
      progress.show(event);
      if (event.kind === 'step') stepCosts.push(costOf(event.terms));
      test = event.kind === 'step' ? undefined : await judge();
      await log.add(event, test);
      if (event.kind !== 'step') await saveModel(options);
      if (event.kind !== 'epoch') continue;
      const { epoch, terms, seconds, examplesPerSecond } = event;
      epochs.push({
        epoch,
        trainCost: costOf(terms),
        test: test as MeanTerms,
        seconds,
        examplesPerSecond,
      });
      progress.line(epochLine(epochs.at(-1) as EpochRow, spec.epochs, title));
      await write({ status: 'running', epochs });
    }
  } catch (cause) {
    await log.flush();
    await write({ status: 'failed', epochs, error: (cause as Error).message });
    throw cause;
  }
  const status = options.signal.aborted ? 'stopped' : 'finished';
  const finished = { status, epochs, test: test as MeanTerms, finished: new Date().toISOString() } as const;
  await write(finished);
  return { model, record: { ...record, ...finished }, stepCosts };
}

function trainEvents({ plan, spec, data, engine, signal, dump }: TrainRunOptions) {
  const { epochs, batchSize, seed } = spec;
  return train({
    ...plan,
    data: tablesOf(spec, data.train),
    engine: dump ? withDump(engine, dump) : engine,
    epochs,
    batchSize,
    seed,
    signal,
  });
}

async function saveModel({ spec, plan, folder }: TrainRunOptions): Promise<void> {
  const files = await models[spec.model].save(plan.model);
  for (const [name, bytes] of Object.entries(files)) await folder.write(`model/${name}`, bytes);
}

function epochLine({ epoch, test, seconds, examplesPerSecond }: EpochRow, epochs: number, title: string): string {
  const pixel = `${test.perPixel.toPrecision(4)} a pixel`;
  const speed = `${Math.round(examplesPerSecond)} images/s`;
  return `epoch ${epoch}/${epochs} · test ${title} ${test.perExample.toPrecision(5)} an image, ${pixel} · ${seconds.toFixed(1)} s, ${speed}`;
}
