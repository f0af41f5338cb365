import { access, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { makeFolder } from '@latentkit/runs/internal';
import { jobDataOf, tokenOf } from '../jobs/jobData.ts';
import { attemptFolder, attemptsOf, placeIn } from '../jobs/places.ts';
import { ledgerName } from '../ledger/ledger.ts';
import type { Connection, QueuedJob } from '../queue/connection.ts';
import { type ChildCommand, childProcesses, JobFailure } from './childProcess.ts';

/** What a worker hands to the queue with a job's completion. */
export interface Completion {
  /** Token of the attempt that counts. */
  readonly token: string;
  /** Machine and process. */
  readonly worker: string;
  readonly result: unknown;
}

export interface WorkerOptions {
  readonly connection: Connection;
  /** Starts the processes that do the jobs. */
  readonly child: ChildCommand;
  /** Jobs at a time. */
  readonly slots: number;
  /** Jobs that name a folder outside of it are refused. */
  readonly root: string;
  /** A line about each job that begins or ends. */
  notice?(text: string): void;
  /** A job needs plug-ins that are not here: this worker takes no more, and the job is another's. Without it the job fails. */
  unfit?(message: string): void;
}

/** A worker that does jobs until it is closed; jobs in hand are given up then, and done by another worker. */
export interface RunningWorker {
  close(): Promise<void>;
}

/** Take jobs from the queue and do them in child processes. */
export async function startWorker({
  connection,
  child,
  slots,
  root,
  notice,
  unfit,
}: WorkerOptions): Promise<RunningWorker> {
  const children = childProcesses(child);
  const name = `${hostname()}-${process.pid}`;

  const work = async (job: QueuedJob, signal?: AbortSignal): Promise<Completion> => {
    const data = jobDataOf(job.data);
    const folder = placeIn(root, data.folder);
    const token = tokenOf(data.issue, job.attemptsStarted);
    const attempt = attemptFolder(folder, data.job, token);
    await checkShared(folder);
    await makeFolder(attemptsOf(folder, data.job));
    // Fails where it exists: two attempts never write into one folder.
    await mkdir(attempt);
    notice?.(`${data.job} begins, attempt ${token}`);
    const tell = (progress: object) => void job.updateProgress(progress).catch(() => {});
    const result = await children.run({ data, folder, attempt }, { tell, ...(signal && { signal }) });
    notice?.(`${data.job} is done`);
    return { token, worker: name, result };
  };

  const worker = connection.worker(async (job, _token, signal) => {
    try {
      return await work(job, signal);
    } catch (error) {
      const message = connection.clean((error as Error).message);
      notice?.(`${job.id} failed: ${message}`);
      if (unfit && error instanceof JobFailure && error.unfit) {
        await worker.pause(true);
        unfit(message);
        throw new Error(message);
      }
      // What is wrong with this worker alone is tried by the next.
      throw error instanceof JobFailure && error.final ? connection.final(message) : new Error(message);
    }
  }, slots);
  // Locks that were lost are the next attempt's matter; this one is fenced off.
  await worker.waitUntilReady();
  return {
    async close() {
      children.close();
      await worker.close(true).catch(() => {});
    },
  };
}

/** That this machine sees what the coordinator writes. */
async function checkShared(folder: string): Promise<void> {
  await access(join(folder, ledgerName)).catch((cause) => {
    throw expected({
      where: `worker, folder ${folder}`,
      expected: 'the folder that the coordinator writes into',
      received: `no ${ledgerName} in it`,
      todo: 'Mount it here too, and start the worker beside it.',
      code: 'JOB',
      cause,
    });
  });
}
