import { type Engine, notFinite, parameterCount, weightsAt } from '@latentkit/core';
import type { LatentModel } from '@latentkit/models';
import { type Loaded, trainingOf } from '../catalogue/loaded.ts';
import { models } from '../catalogue/models.ts';
import type { StepGraph } from '../engines/withDump.ts';
import type { Progress } from '../progress/progress.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { attempt } from './attempt.ts';
import { type Checkpoint, checkpointFolder } from './checkpoints.ts';
import { afterFault } from './fault.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { History } from './history.ts';
import { metricsLog } from './metricsLog.ts';
import { beginning, type Start } from './notes.ts';
import { type Plan, plan } from './plan.ts';
import type { RunRecord } from './record.ts';
import type { RunFolder } from './runFolder.ts';

export interface TrainRunOptions {
  readonly spec: RunSpec;
  /** Of the spec on this data; `trainRun` owns its model. */
  readonly plan: Plan;
  readonly data: Loaded;
  readonly fingerprint: Fingerprint;
  readonly engine: Engine;
  readonly folder: RunFolder;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly from: Checkpoint | undefined;
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

/**
 * Train by a spec in a run folder: `run.json` from the first moment, losses as they come, checkpoints as the spec says, the model after every
 * epoch. The record that says how it ended is left to be written.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun> {
  const { spec, data, folder, progress } = options;
  const checkpoints = checkpointFolder(folder.path, { notice: progress.line });
  const log = metricsLog(folder);
  const record = { ...options.record, ...factsOf(options) };
  const write = (state: Pick<RunRecord, 'status' | 'epochs'> & Partial<RunRecord>) =>
    folder.write('run.json', `${JSON.stringify({ ...record, ...state }, null, 2)}\n`);
  await checkpoints.tidy(options.from, spec.keep);
  let planned = options.plan;
  let from: Start = options.from ?? beginning;
  for (;;) {
    const history: History = { epochs: [], stepCosts: [] };
    const { rollbacks: list } = from.notes;
    const rollbacks = list.length > 0 ? { rollbacks: list } : {};
    const running = () => write({ status: 'running', epochs: history.epochs, ...rollbacks });
    try {
      await attempt({ ...options, plan: planned, from, checkpoints, log, history, running });
      const { epochs, stepCosts, test } = history;
      const status = options.signal.aborted ? 'stopped' : 'finished';
      const ended = {
        status,
        epochs,
        ...(test && { test }),
        ...rollbacks,
        finished: new Date().toISOString(),
      } as const;
      return { model: planned.model, record: { ...record, ...ended }, stepCosts };
    } catch (error) {
      planned.model.dispose();
      const after = await afterFault(error, { ...options, from, checkpoints });
      if ('error' in after) {
        const fault = notFinite(after.error);
        const message = (after.error as Error).message;
        // What cannot be written now, because the disk is full, must not hide why.
        await log.flush().catch(() => {});
        await write({
          status: 'failed',
          epochs: history.epochs,
          ...rollbacks,
          error: message,
          ...(fault && { fault: { ...fault, value: String(fault.value), rows: [...fault.rows] } }),
        }).catch(() => {});
        throw after.error;
      }
      from = after.from;
      planned = plan(spec, data);
    }
  }
}

/** What a record says of the model and its objective. */
function factsOf({ spec, data, plan: { model, objective } }: TrainRunOptions) {
  const { title, names } = models[spec.model].judge(spec);
  const lastStep = spec.epochs * Math.ceil((trainingOf(data).y.shape[0] as number) / spec.batchSize) - 1;
  return {
    parameters: parameterCount(model),
    weights: weightsAt(objective.weights, lastStep),
    judgedBy: { title, terms: names },
  };
}
