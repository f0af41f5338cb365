import { join } from 'node:path';
import {
  type Course,
  type InHand,
  journalName,
  pageName,
  type RankedTrial,
  type RunningWorker,
  type SweepConfig,
  type SweepEvent,
  settingText,
  trialFolder,
} from '@latentkit/cluster';
import { counted } from '@latentkit/errors';
import { textTable } from '../commands/textTable.ts';
import { isLive } from '../progress/isLive.ts';
import { painter } from '../progress/painter.ts';
import type { Say } from '../train/whileTraining.ts';

/** Rows of the table in the end. */
const shown = 10;

export interface FollowSweepOptions {
  readonly say: Say;
  readonly folder: string;
  /** Starts the workers of this process, once the sweep has begun. */
  readonly start: (() => Promise<RunningWorker>) | undefined;
}

/** Follow a sweep: one line per running trial on a terminal, a line at each end otherwise, and the best trials as a table. */
export async function followSweep(
  events: AsyncIterable<SweepEvent>,
  { say, folder, start }: FollowSweepOptions,
): Promise<{ stopped: boolean }> {
  const live = isLive(process.stdout) ? painter(process.stdout, undefined) : undefined;
  if (live) say.by((text) => live.above(text));
  let worker: RunningWorker | undefined;
  let config: SweepConfig | undefined;
  let stopped = false;
  try {
    for await (const event of events) {
      if (event.kind === 'started') {
        config = event.config;
        say(headLine(event));
        worker = await start?.();
      }
      if (event.kind === 'notice') say(event.text);
      if (event.kind === 'ended') say(endLine(event));
      if (event.kind === 'progress')
        live?.paint({ lines: event.jobs.map((job) => handLine(job, config as SweepConfig)) });
      if (event.kind === 'finished') {
        live?.done();
        stopped = event.stopped;
        process.stdout.write(lastLines(event, { config: config as SweepConfig, folder }));
      }
    }
  } finally {
    live?.done();
    say.by((text) => void process.stdout.write(`${text}\n`));
    await worker?.close();
  }
  return { stopped };
}

function headLine({ folder, config, ended }: Extract<SweepEvent, { kind: 'started' }>): string {
  const { method, metric, runCap, earlyTerminate } = config;
  const early = earlyTerminate ? `, the best 1/${earlyTerminate.eta} of each rung go on` : '';
  const before = ended > 0 ? ` · goes on after ${counted(ended, 'job')}` : '';
  return `${method} search of ${counted(runCap, 'trial')}, ${metric.goal} ${metric.name}${early}${before} · ${folder}`;
}

const settings = (point: Readonly<Record<string, unknown>>) =>
  Object.entries(point)
    .map(([name, value]) => `${name} ${settingText(value)}`)
    .join(', ');

function endLine({ decision, point, outcome }: Extract<SweepEvent, { kind: 'ended' }>): string {
  const what = `trial ${decision.trial} · ${settings(point)}`;
  if ('error' in outcome) return `${what} · failed: ${outcome.error}`;
  return `${what} · epoch ${decision.until} · ${(outcome.course.at(-1) as number).toPrecision(5)}`;
}

function handLine({ decision, point, at }: InHand, { metric }: SweepConfig): string {
  const where = at ? `epoch ${at.epoch}/${decision.until} · ${metric.name} ${at.value.toPrecision(5)}` : 'waiting';
  const line = `trial ${String(decision.trial).padStart(4)} · ${where} · ${settings(point)}`;
  return line.slice(0, (process.stdout.columns ?? 80) - 1);
}

function lastLines(
  { stopped, ranking, course }: Extract<SweepEvent, { kind: 'finished' }>,
  { config, folder }: { config: SweepConfig; folder: string },
): string {
  const rest = ranking.length > shown ? `and ${ranking.length - shown} more\n` : '';
  const failed = new Set(
    [...course.outcomes].flatMap(([i, one]) => ('error' in one ? [course.decisions[i]?.trial] : [])),
  );
  const failures = failed.size > 0 ? `${failed.size} of ${counted(course.trials.length, 'trial')} failed\n` : '';
  const next = stopped
    ? `stopped; to go on: latentkit sweep resume ${folder}\n`
    : `${join(folder, pageName)} compares the trials, ${join(folder, journalName)} is for Optuna\n`;
  const best =
    ranking[0] && !stopped ? `the best: latentkit report ${join(folder, trialFolder(ranking[0].trial))}\n` : '';
  return `${table(ranking.slice(0, shown), course, config)}${rest}${failures}${next}${best}`;
}

function table(best: readonly RankedTrial[], { trials }: Course, { space, metric }: SweepConfig): string {
  const names = Object.keys(space);
  const rows = best.map(({ trial, epochs, value }) => [
    String(trial),
    value.toPrecision(6),
    String(epochs),
    ...names.map((name) => settingText(trials[trial]?.point[name])),
  ]);
  return textTable(['trial', metric.name, 'epochs', ...names], rows);
}
