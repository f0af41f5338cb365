import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { lockRun, type Plugin } from '@latentkit/runs';
import { type JobData, queueId } from '../jobs/jobData.ts';
import { shared } from '../jobs/places.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { Connection } from '../queue/connection.ts';
import type { Completion } from '../worker/startWorker.ts';
import { historyOf, type Settled } from './history.ts';
import { persistent } from './persistent.ts';
import { publish, removeAttempts, withAttempts } from './publish.ts';

/** One job: its name in the ledger, and what its handler takes. */
export interface Work {
  readonly job: string;
  readonly kind: string;
  readonly work: Readonly<Record<string, unknown>>;
}

export interface CoordinatorOptions {
  readonly connection: Connection;
  /** Holds the ledger, the attempts and what is published. */
  readonly folder: string;
  /** The folder that workers share with this process. */
  readonly root: string;
  readonly plugins?: readonly Plugin[];
  /** Where the output of a job goes once it counts. */
  target(job: string): string;
  /** A line for people. */
  notice?(text: string): void;
}

/** Questions to the queue: how often for results, how often for jobs that a queue may have lost. */
const [everyMs, lossEveryMs] = [150, 3000];

/** Attempts that end in an error of their own before a job counts as failed; kills of workers are not among them. */
const attempts = 8;

/**
 * Puts jobs into a queue and writes down how each ended, once. The ledger is the truth and the queue a cache: a job that a queue has lost is issued
 * again, one that is done twice counts once, and a coordinator that is started again goes on.
 *
 * @throws RUN where another process coordinates this folder
 */
export async function openCoordinator(options: CoordinatorOptions) {
  const { connection, folder, root, plugins = [], target, notice } = options;
  const unlock = await lockRun(folder);
  const ledger = await openLedger(folder).catch((error) => {
    unlock();
    throw error;
  });
  const { issues, settled } = historyOf(ledger.before);
  const id = (ledger.before.find(({ kind }) => kind === 'opened')?.id as string | undefined) ?? randomUUID();
  await ledger.append('opened', { id });
  for (const one of settled.values()) await publish(folder, one, target(one.job));

  const queue = connection.queue();
  const waiting = new Map<string, Work>();
  const asked = persistent(connection, notice);
  let lossAt = 0;

  const put = async (work: Work, issue: number) => {
    const data: JobData = {
      ...work,
      work: { ...work.work },
      folder: shared(root, folder),
      issue,
      plugins: plugins.map((plugin) => ({ ...plugin, adds: [...plugin.adds] })),
    };
    const jobId = queueId(id, work.job, issue);
    await asked(() => queue.add(work.kind, data, { jobId, attempts, removeOnComplete: false, removeOnFail: false }));
  };

  const issue = async (work: Work) => {
    const next = (issues.get(work.job) ?? 0) + 1;
    await ledger.append('issued', { job: work.job, issue: next });
    issues.set(work.job, next);
    await put(work, next);
  };

  const isLost = async (job: string) => {
    const state = await asked(() => queue.getJobState(queueId(id, job, issues.get(job) ?? 0)));
    return state === 'unknown';
  };

  const settle = async (one: Settled): Promise<Settled> => {
    const { job, ...rest } = one;
    await ledger.append('error' in one ? 'failed' : 'done', { job, ...rest });
    settled.set(job, one);
    waiting.delete(job);
    await publish(folder, one, target(job));
    return one;
  };

  /** Jobs of this ledger that have ended and are not written down yet. */
  const ended = async (): Promise<Settled[]> => {
    const found: Settled[] = [];
    for (const job of await asked(() => queue.getJobs(['completed', 'failed']))) {
      if (!job?.id?.startsWith(`${id}_`)) continue;
      const name = (job.data as JobData).job;
      // Of an earlier coordinator, and not asked for yet.
      if (!waiting.has(name) && !settled.has(name)) continue;
      if (!settled.has(name)) {
        const completion = job.returnvalue as Completion | undefined;
        const isDone = completion?.token !== undefined;
        found.push(await settle(isDone ? { job: name, ...completion } : { job: name, error: job.failedReason ?? '' }));
      }
      // Also of one that was done again after it had counted.
      await removeAttempts(folder, name);
      await job.remove().catch(() => {});
    }
    return found;
  };

  const replaceLost = async () => {
    if (Date.now() - lossAt < lossEveryMs) return;
    for (const work of [...waiting.values()]) if (await isLost(work.job)) await issue(work);
    lossAt = Date.now();
  };

  return {
    settled: settled as ReadonlyMap<string, Settled>,
    waiting: waiting as ReadonlyMap<string, Work>,
    ledger,
    /** Have a job done, unless the ledger says how it ended. One that an earlier coordinator put into the queue is waited for. */
    async submit(work: Work): Promise<void> {
      if (settled.has(work.job) || waiting.has(work.job)) return;
      waiting.set(work.job, work);
      if (!issues.has(work.job) || (await isLost(work.job))) await issue(work);
    },
    /** Wait until jobs end: at least one, or none where the signal is raised or `withinMs` have passed. */
    async next({ signal, withinMs }: { signal?: AbortSignal; withinMs: number }): Promise<readonly Settled[]> {
      const until = Date.now() + withinMs;
      for (;;) {
        if (signal?.aborted) return [];
        const found = await ended();
        if (found.length > 0 || Date.now() >= until) return found;
        await replaceLost();
        await wait(everyMs);
      }
    },
    /** How far jobs in hand are, as their workers told. */
    async progress(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
      const active = await queue.getJobs(['active']).catch(() => []);
      const ours = active.flatMap((job) => (job?.id?.startsWith(`${id}_`) ? [job] : []));
      return new Map(ours.map(({ data, progress }) => [(data as JobData).job, Object(progress)]));
    },
    /** Jobs that no worker has taken leave the queue; the rest is found again by whoever opens this folder next. */
    async close(): Promise<void> {
      const all = [...waiting.keys()].map((job) => queue.remove(queueId(id, job, issues.get(job) ?? 0)));
      if (connection.address.kind !== 'memory') await Promise.race([Promise.allSettled(all), wait(2000)]);
      await Promise.race([queue.close(), wait(2000)]);
      for (const job of await withAttempts(folder)) if (settled.has(job)) await removeAttempts(folder, job);
      await ledger.close();
      unlock();
    },
  };
}

export type Coordinator = Awaited<ReturnType<typeof openCoordinator>>;
