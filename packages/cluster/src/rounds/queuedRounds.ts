import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeState, encodeState, type NotFinite } from '@latentkit/core';
import type { PartDone } from '@latentkit/core/internal';
import { writeDurably } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';
import type { DoRound, Plugin } from '@latentkit/runs';
import { makeFolder } from '@latentkit/runs/internal';
import { type Coordinator, openCoordinator } from '../coordinator/coordinator.ts';
import type { Settled } from '../coordinator/history.ts';
import { exists } from '../jobs/places.ts';
import type { Connection } from '../queue/connection.ts';
import { endName, partResult, partWork, roundsFolder, startFile } from './partWork.ts';

export interface QueuedRoundsOptions {
  readonly connection: Connection;
  /** The folder that workers share with this process. */
  readonly root: string;
  readonly plugins?: readonly Plugin[];
  /** A line for people. */
  notice?(text: string): void;
}

/**
 * Has the parts of rounds done by the workers of a queue: one job per part, weights by files in `rounds/` of the run's folder. A part whose worker is lost is done
 * again; one that was done before this process was killed is not, because its job is named after the state that it begins with.
 *
 * @returns `doRound` for `trainRun` and `resumeRun`, and `close`, which removes `rounds/` of a run that is finished
 */
export function queuedRounds({ connection, root, plugins = [], notice }: QueuedRoundsOptions) {
  let opened: { readonly folder: string; readonly coordinator: Coordinator } | undefined;
  const doneIn = (folder: string, job: string) => join(folder, 'done', job);

  const coordinatorOf = async (folder: string) => {
    if (opened) return opened.coordinator;
    await makeFolder(folder);
    const target = (job: string) => doneIn(folder, job);
    const coordinator = await openCoordinator({ connection, folder, root, plugins, target, ...(notice && { notice }) });
    opened = { folder, coordinator };
    return coordinator;
  };

  /** A name that says what comes of the job; another where its output is no longer there. */
  const jobOf = async (folder: string, coordinator: Coordinator, name: string): Promise<string> => {
    for (let again = 0; ; again++) {
      const job = again === 0 ? name : `${name}-${again}`;
      const settled = coordinator.settled.get(job);
      if (settled === undefined || ('token' in settled && (await exists(join(doneIn(folder, job), endName)))))
        return job;
    }
  };

  const doRound =
    (run: string): DoRound =>
    async ({ step, parts, rateFactor, signal }) => {
      const folder = roundsFolder(run);
      const coordinator = await coordinatorOf(folder);
      const [first] = parts as [(typeof parts)[number]];
      const bytes = encodeState(first.from);
      const start = createHash('sha256').update(bytes).digest('hex');
      await tidy(folder, start);
      await writeDurably(startFile(folder, start), bytes);
      const jobs: string[] = [];
      for (const [k, { from, steps }] of parts.entries()) {
        const work = partWork.parse({
          start,
          step: from.step,
          examples: from.examples,
          steps,
          leads: k === 0,
          rateFactor,
        });
        const identity = createHash('sha256').update(JSON.stringify(work)).digest('hex').slice(0, 12);
        const job = await jobOf(folder, coordinator, `part-${step}-${k}-${identity}`);
        jobs.push(job);
        await coordinator.submit({ job, kind: 'part', work });
      }
      while (jobs.some((job) => coordinator.waiting.has(job))) {
        if (signal.aborted) return undefined;
        await coordinator.next({ signal, withinMs: 1000 });
      }
      return Promise.all(jobs.map((job) => endOf(coordinator.settled.get(job), doneIn(folder, job), step)));
    };

  return {
    doRound,
    /** @param finished whether the run has come to its end, so that nothing goes on from its rounds */
    async close({ finished }: { finished: boolean }): Promise<void> {
      await opened?.coordinator.close();
      if (finished && opened) await rm(opened.folder, { recursive: true, force: true });
      opened = undefined;
    },
  };
}

/** @throws ROUND for a part that failed; NOT_FINITE as training in this process throws it */
async function endOf(settled: Settled | undefined, folder: string, step: number): Promise<PartDone> {
  if (settled === undefined || 'error' in settled) throw failed(step, settled?.error ?? 'no end');
  const result = partResult.parse(settled.result);
  if ('fault' in result) {
    const { fault, message } = result;
    const cause: NotFinite = { ...fault, value: Number(fault.value), rows: Int32Array.from(fault.rows) };
    throw expected({
      where: `round after step ${step}`,
      expected: 'a finite loss of each part',
      received: message,
      todo: 'Lower the learning rate.',
      code: 'NOT_FINITE',
      cause,
    });
  }
  const path = join(folder, endName);
  const { state } = decodeState(await readFile(path), { name: path });
  return { state, losses: result.losses, notices: result.notices };
}

const failed = (step: number, received: string) =>
  expected({
    where: `round after step ${step}`,
    expected: 'all of its parts',
    received,
    todo: 'Fix that, and continue from the last round that was saved: latentkit resume <run>.',
    code: 'ROUND',
  });

/** Remove what rounds before have left. */
async function tidy(folder: string, start: string): Promise<void> {
  const old = (await readdir(folder)).filter((name) => name.startsWith('start-') && !name.includes(start));
  for (const name of old) await rm(join(folder, name), { force: true });
  // Parts of other rounds went with their start.
  if (old.length > 0) await rm(join(folder, 'done'), { recursive: true, force: true });
}
