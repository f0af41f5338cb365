import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';
import type { Catalogue } from '@latentkit/runs';
import { createRunFolder } from '@latentkit/runs/internal';
import { type Coordinator, openCoordinator } from '../coordinator/coordinator.ts';
import { ledgerName, readLedger } from '../ledger/ledger.ts';
import { optunaJournal } from '../optuna/optunaJournal.ts';
import { sweepPage } from '../page/sweepPage.ts';
import type { Connection } from '../queue/connection.ts';
import { trialFolder } from '../trial/trialWork.ts';
import { checkSpace } from './checkSpace.ts';
import { type Course, type Decision, emptyCourse, jobOf, type Outcome } from './course.ts';
import { type Decided, decide, ranking } from './decide.ts';
import type { Point } from './space.ts';
import type { SweepConfig } from './sweepConfig.ts';
import { courseOf } from './sweepLedger.ts';
import { trialSpecs } from './trialSpecs.ts';

/** A trial and its metric. */
export interface RankedTrial {
  readonly trial: number;
  /** How far it was trained. */
  readonly epochs: number;
  readonly value: number;
}

export type SweepEvent =
  | { readonly kind: 'started'; readonly folder: string; readonly config: SweepConfig; readonly ended: number }
  /** A job is in the queue. */
  | { readonly kind: 'begun'; readonly decision: Decision; readonly point: Point }
  /** How far the jobs in hand are. */
  | { readonly kind: 'progress'; readonly jobs: readonly InHand[] }
  | { readonly kind: 'ended'; readonly decision: Decision; readonly point: Point; readonly outcome: Outcome }
  | { readonly kind: 'notice'; readonly text: string }
  /** Last: nothing is left to do, or the signal was raised. The best trial first. */
  | {
      readonly kind: 'finished';
      readonly stopped: boolean;
      readonly ranking: readonly RankedTrial[];
      readonly course: Course;
    };

export interface InHand {
  readonly decision: Decision;
  readonly point: Point;
  /** None while it waits for a worker or loads its data. */
  readonly at?: { readonly epoch: number; readonly value: number };
}

export interface SweepOptions {
  /** What a sweep file holds; of one that goes on its ledger has it. */
  readonly config?: SweepConfig;
  readonly catalogue: Catalogue;
  readonly connection: Connection;
  /** New or empty where `config` is given, else one that an earlier call has begun. */
  readonly folder: string;
  /** The folder that workers share with this process. */
  readonly root: string;
  /** Raise it to leave: jobs in hand are done again when the sweep goes on. */
  readonly signal?: AbortSignal;
}

/** While this passes without an end, `progress` is told. */
const progressMs = 1000;

/** Where a sweep's Optuna journal lies in its folder. */
export const journalName = 'optuna.jsonl';

/** And its page. */
export const pageName = 'sweep.html';

/**
 * Search the settings of a model: draws trials, has each trained by whatever workers the queue has, takes the promising further, and ends with the ranking.
 * All that counts is in the folder's ledger, so a sweep whose queue, workers and process were lost goes on by the same call without `config`.
 *
 * @throws SPEC, SWEEP, RUN in one line before anything is written; SWEEP where the first trials all fail, or all there are; IO
 */
export async function* runSweep(options: SweepOptions): AsyncGenerator<SweepEvent, void> {
  const { catalogue, connection, folder, root, signal } = options;
  if (options.config) {
    checkSpace(options.config, specsOf(catalogue, options.config));
    await createRunFolder(folder);
  } else await checkSweep(folder);
  const said: string[] = [];
  const coordinator = await openCoordinator({
    connection,
    folder,
    root,
    plugins: catalogue.plugins ?? [],
    target: (job) => join(folder, trialFolder(Number(job.split('-')[1]))),
    notice: (text) => void said.push(text),
  });
  try {
    const { config, course } = options.config
      ? { config: options.config, course: emptyCourse() }
      : courseOf(coordinator.ledger.before, `sweep ${folder}`);
    if (options.config) await coordinator.ledger.append('sweep', { config });
    yield { kind: 'started', folder, config, ended: course.outcomes.size };
    yield* search({ ...options, config }, course, { coordinator, said });
    await writeJournal(folder, config, course);
    await writeDurably(join(folder, pageName), sweepPage(config, course, folder));
    const stopped = signal?.aborted ?? false;
    yield { kind: 'finished', stopped, ranking: ranking(config, course), course };
  } finally {
    await coordinator.close();
  }
}

interface Means {
  readonly coordinator: Coordinator;
  readonly said: string[];
}

async function* search(
  { config, catalogue, folder, signal }: SweepOptions & { readonly config: SweepConfig },
  course: Course,
  { coordinator, said }: Means,
): AsyncGenerator<SweepEvent, void> {
  const specOf = specsOf(catalogue, config);
  const pointOf = ({ trial }: Decision) => (course.trials[trial] as { point: Point }).point;
  const submit = async (decision: Decision) => {
    const { spec } = specOf(pointOf(decision));
    const { trial, until } = decision;
    const work = { trial, until, spec, metric: config.metric.name };
    await coordinator.submit({ job: jobOf(decision), kind: 'trial', work });
  };
  for (const [place, decision] of course.decisions.entries()) if (!course.outcomes.has(place)) await submit(decision);
  for (;;) {
    if (signal?.aborted) return;
    const decided = decide(config, course, specOf);
    if (typeof decided === 'object') {
      const decision = await write(decided, course, coordinator);
      await submit(decision);
      yield { kind: 'begun', decision, point: pointOf(decision) };
      continue;
    }
    if (decided === 'end') return checkAny(course, folder, 1);
    const ended = await coordinator.next({ withinMs: progressMs, ...(signal && { signal }) });
    for (const text of said.splice(0)) yield { kind: 'notice', text };
    for (const one of ended) {
      const place = course.decisions.findIndex((decision) => jobOf(decision) === one.job);
      const decision = course.decisions[place] as Decision;
      const outcome = 'error' in one ? { error: one.error } : (one.result as Outcome);
      course.outcomes.set(place, outcome);
      course.ended.set(place, new Date().toISOString());
      yield { kind: 'ended', decision, point: pointOf(decision), outcome };
    }
    if (ended.length > 0) await writeJournal(folder, config, course);
    checkAny(course, folder, Math.max(3, config.parallel));
    yield { kind: 'progress', jobs: await inHand(course, coordinator) };
  }
}

/** Into the ledger, then into the course. */
async function write({ drawn, ...decision }: Decided, course: Course, { ledger }: Coordinator): Promise<Decision> {
  // A trial and its first job in one line: a kill leaves both or neither.
  const { at } = await ledger.append('decided', { ...decision, ...drawn });
  if (drawn) course.trials.push(drawn);
  course.decisions.push(decision);
  course.began.push(at);
  return decision;
}

async function inHand(course: Course, coordinator: Coordinator): Promise<InHand[]> {
  const progress = await coordinator.progress();
  return course.decisions.flatMap((decision, place) => {
    if (course.outcomes.has(place)) return [];
    const { epoch, value } = progress.get(jobOf(decision)) ?? {};
    const at = typeof epoch === 'number' && typeof value === 'number' ? { at: { epoch, value } } : {};
    return [{ decision, point: (course.trials[decision.trial] as { point: Point }).point, ...at }];
  });
}

/** A sweep ends where its first `most` trials could not be trained, or none at all. */
function checkAny({ outcomes }: Course, folder: string, most: number): void {
  const errors = [...outcomes.values()].flatMap((one) => ('error' in one ? [one.error] : []));
  if (errors.length < most || errors.length < outcomes.size) return;
  throw expected({
    where: `sweep ${folder}`,
    expected: 'trials that can be trained',
    received: `${errors.length} that failed, the first with: ${errors[0]?.replace(/\.$/, '')}`,
    todo: 'Correct the sweep and begin in another folder.',
    code: 'SWEEP',
  });
}

const specsOf = (catalogue: Catalogue, { fixed }: SweepConfig) => trialSpecs(catalogue, fixed, 'sweep');

/** Before a lock is taken and a line is written. */
async function checkSweep(folder: string): Promise<void> {
  const where = `sweep ${folder}`;
  await access(join(folder, ledgerName)).catch(() => courseOf([], where));
  courseOf(await readLedger(folder), where);
}

const writeJournal = (folder: string, config: SweepConfig, course: Course) =>
  writeDurably(join(folder, journalName), optunaJournal(config, course));
