import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { bestOf } from './bestOf.ts';
import type { RunRecord } from './record.ts';
import { readRecord } from './recordOf.ts';
import { isLocked } from './runLock.ts';

/** A run in a few words. */
export interface RunSummary {
  readonly run: string;
  readonly model: string;
  readonly data: string;
  /** `interrupted` where run.json says running and no process of this machine trains it. */
  readonly status: RunRecord['status'] | 'interrupted';
  readonly epochs: number;
  /** What its costs are, e.g. `squared error`. */
  readonly judgedBy: string;
  /** The lowest cost on the test split, per example, and its epoch. */
  readonly best?: { readonly epoch: number; readonly cost: number };
  /** Cost of the saved model. */
  readonly last?: { readonly perExample: number; readonly perPixel: number };
  readonly parameters: number;
  readonly seconds: number;
  readonly started: string;
}

/** A folder that looks like a run and cannot be read as one. */
export interface Unreadable {
  readonly run: string;
  readonly problem: string;
}

export function summaryOf(run: string, record: RunRecord): RunSummary {
  const { spec, data, status, epochs, judgedBy, parameters, started, test } = record;
  const best = bestOf(record);
  return {
    run,
    model: spec.model,
    data: data.name,
    status,
    epochs: epochs.length,
    judgedBy: judgedBy.title,
    ...(best && { best }),
    ...(test && { last: { perExample: test.perExample, perPixel: test.perPixel } }),
    parameters,
    seconds: epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
    started,
  };
}

/**
 * The runs in a folder, oldest first: every folder in it that holds a `run.json`, and itself if it does.
 *
 * @throws RUN for a folder that cannot be read
 */
export async function listRuns(folder: string): Promise<{ runs: RunSummary[]; unreadable: Unreadable[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw expected({
      where: `runs ${folder}`,
      expected: 'a folder of runs',
      received: cause.code === 'ENOENT' ? 'no such folder' : cause.code === 'ENOTDIR' ? 'a file' : cause.message,
      todo: 'Train one with `latentkit train`, or name another folder.',
      code: 'RUN',
      cause,
    });
  });
  const names = entries.map(({ name }) => join(folder, name));
  const runs: RunSummary[] = [];
  const unreadable: Unreadable[] = [];
  for (const path of [folder, ...names].filter((path) => existsSync(join(path, 'run.json')))) {
    try {
      const summary = summaryOf(path, await readRecord(path));
      const dead = summary.status === 'running' && !(await isLocked(path));
      runs.push(dead ? { ...summary, status: 'interrupted' } : summary);
    } catch (error) {
      unreadable.push({ run: path, problem: (error as Error).message });
    }
  }
  runs.sort((a, b) => a.started.localeCompare(b.started) || a.run.localeCompare(b.run));
  return { runs, unreadable };
}
