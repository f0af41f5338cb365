import { access, cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Catalogue,
  checkpointFolder,
  type RunEvent,
  type RunRecord,
  readRecord,
  resumeRun,
  trainRun,
} from '@latentkit/runs';
import { attemptsIn } from '../coordinator/publish.ts';
import type { JobHandler } from '../worker/serveJobs.ts';
import { metricOf } from './metricOf.ts';
import { type TrialResult, trialFolder, trialWork } from './trialWork.ts';

/**
 * The handler of trials: trains a spec into the attempt's folder up to an epoch, going on from the newest checkpoint of an earlier attempt or rung.
 * The spec is that of the whole run, so its schedules are too, and a trial that is taken further equals one that was never stopped, bit for bit.
 */
export const trialHandler =
  (catalogue: Catalogue): JobHandler =>
  async ({ data, folder, attempt }, tell) => {
    const { spec, until, metric, trial } = trialWork.parse(data.work);
    const earlier = (await attemptsIn(folder, data.job)).filter((path) => path !== attempt);
    const from = await firstWithRun([...earlier, join(folder, trialFolder(trial))]);
    if (from !== undefined) await copyRun(from, attempt);
    const reached = from === undefined ? 0 : await epochsSaved(attempt);
    const record = from === undefined ? undefined : await readRecord(attempt);
    if (record === undefined || reached < until || isCut(record, until)) {
      // A kill between a checkpoint and run.json: the last epoch is trained again.
      if (reached >= until && reached < (record?.spec.epochs ?? 0)) await dropNewest(attempt);
      const events =
        from === undefined ? trainRun({ spec, catalogue, folder: attempt }) : resumeRun({ folder: attempt, catalogue });
      await follow(events, until, metric, tell);
    }
    return resultOf(await readRecord(attempt), until, metric);
  };

async function follow(
  events: AsyncGenerator<RunEvent, void>,
  until: number,
  metric: string,
  tell: Parameters<JobHandler>[1],
): Promise<void> {
  for await (const event of events) {
    if (event.kind !== 'evaluated' || event.row === undefined) continue;
    tell({ epoch: event.epoch, value: metricOf(event.row, metric) });
    // Leaving the loop saves the run; the last epoch ends it by itself.
    if (event.epoch >= until && event.epoch < epochsOf(event)) break;
  }
}

const epochsOf = ({ run }: Extract<RunEvent, { kind: 'evaluated' }>): number => run.spec.epochs;

function resultOf(record: RunRecord, until: number, metric: string): TrialResult {
  const rows = record.epochs.slice(0, until);
  return {
    course: rows.map((row) => metricOf(row, metric)),
    seconds: rows.reduce((sum, { seconds }) => sum + seconds, 0),
    engine: record.engine.name,
  };
}

/** Whether run.json was not written to its end. */
const isCut = ({ epochs, spec, status }: RunRecord, until: number): boolean =>
  epochs.length < until || (until === spec.epochs && status !== 'finished');

const checkpointsOf = (run: string) => checkpointFolder(join(run, 'checkpoints'));

/** Epochs of the newest whole checkpoint. */
async function epochsSaved(run: string): Promise<number> {
  return (await checkpointsOf(run).newest()).newest?.state.epoch ?? 0;
}

async function dropNewest(run: string): Promise<void> {
  const { newest } = await checkpointsOf(run).newest();
  if (newest === undefined) return;
  for (const ending of ['json', 'safetensors']) await rm(join(run, 'checkpoints', `${newest.name}.${ending}`));
}

/** The first folder that holds a run with a checkpoint. */
async function firstWithRun(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const has = await access(join(folder, 'run.json')).then(
      () => hasCheckpoint(folder),
      () => false,
    );
    if (has) return folder;
  }
  return undefined;
}

const hasCheckpoint = async (run: string) => (await checkpointsOf(run).newest()).newest !== undefined;

/**
 * Copy a run that another process may still write: checkpoints first, since the log grows and each checkpoint counts the bytes of the log that it goes
 * with, and run.json last.
 */
async function copyRun(from: string, to: string): Promise<void> {
  const rest = (await readdir(from)).filter((name) => name !== 'checkpoints' && name !== 'run.json');
  for (const name of ['checkpoints', ...rest, 'run.json'])
    await cp(join(from, name), join(to, name), { recursive: true, filter: (path) => !path.endsWith('.partial') });
}
