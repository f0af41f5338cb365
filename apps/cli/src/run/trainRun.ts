import { type Engine, parameterCount, train } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import type { MeanCost } from '@latentkit/metrics';
import { type Autoencoder, saveAutoencoder } from '@latentkit/models';
import { type StepGraph, withDump } from '../engines/withDump.ts';
import type { Progress } from '../progress/progress.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { reconstructionCost } from './evaluation.ts';
import { metricsLog } from './metricsLog.ts';
import type { Plan } from './plan.ts';
import type { EpochRow, RunRecord } from './record.ts';
import type { RunFolder } from './runFolder.ts';

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
  readonly record: Omit<RunRecord, 'parameters' | 'status' | 'epochs' | 'weights'>;
}

export interface TrainedRun {
  readonly model: Autoencoder;
  readonly record: RunRecord;
  /** The bare cost of each step's batch, mean over its examples. */
  readonly stepCosts: readonly number[];
}

/** Train by a spec into a run folder: `run.json` from the first moment, losses as they come, the model after every epoch. */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun> {
  const { spec, data, engine, folder, progress } = options;
  const { model, objective } = options.plan;
  const record = { ...options.record, parameters: parameterCount(model), weights: objective.weights };
  const write = (state: Pick<RunRecord, 'status' | 'epochs'> & Partial<RunRecord>) =>
    folder.write('run.json', `${JSON.stringify({ ...record, ...state }, null, 2)}\n`);
  const judge = () => reconstructionCost({ engine, spec, model, table: data.test.y });
  const log = metricsLog(folder);
  const epochs: EpochRow[] = [];
  const stepCosts: number[] = [];
  let test: MeanCost | undefined;
  await write({ status: 'running', epochs });
  try {
    for await (const event of trainEvents(options)) {
      progress.show(event);
      if (event.kind === 'step') stepCosts.push(Object.values(event.terms)[0] as number);
      test = event.kind === 'step' ? undefined : await judge();
      await log.add(event, test);
      if (event.kind !== 'step') await saveModel(folder, model);
      if (event.kind !== 'epoch') continue;
      const { epoch, terms, seconds, examplesPerSecond } = event;
      epochs.push({
        epoch,
        trainCost: Object.values(terms)[0] as number,
        test: test as MeanCost,
        seconds,
        examplesPerSecond,
      });
      progress.line(epochLine(epochs.at(-1) as EpochRow, spec.epochs));
      await write({ status: 'running', epochs });
    }
  } catch (cause) {
    await log.flush();
    await write({ status: 'failed', epochs, error: (cause as Error).message });
    throw cause;
  }
  const status = options.signal.aborted ? 'stopped' : 'finished';
  const finished = { status, epochs, test: test as MeanCost, finished: new Date().toISOString() } as const;
  await write(finished);
  return { model, record: { ...record, ...finished }, stepCosts };
}

function trainEvents({ plan, spec, data, engine, signal, dump }: TrainRunOptions) {
  const { epochs, batchSize, seed } = spec;
  return train({
    ...plan,
    data: { y: data.train.y },
    engine: dump ? withDump(engine, dump) : engine,
    epochs,
    batchSize,
    seed,
    signal,
  });
}

async function saveModel(folder: RunFolder, model: Autoencoder): Promise<void> {
  for (const [name, bytes] of Object.entries(await saveAutoencoder(model))) await folder.write(`model/${name}`, bytes);
}

function epochLine({ epoch, test, seconds, examplesPerSecond }: EpochRow, epochs: number): string {
  const pixel = `${test.perPixel.toPrecision(4)} a pixel`;
  const speed = `${Math.round(examplesPerSecond)} images/s`;
  return `epoch ${epoch}/${epochs} · test cost ${test.perExample.toPrecision(5)} an image, ${pixel} · ${seconds.toFixed(1)} s, ${speed}`;
}
