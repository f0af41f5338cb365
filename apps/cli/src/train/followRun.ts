import type { FullCatalogue } from '@latentkit/catalogue';
import { hasTensorboard, keepFrame, shellWord, tensorboard } from '@latentkit/report';
import type { EvaluatedEvent, FinishedEvent, RunEvent, StartedEvent } from '@latentkit/runs';
import { duration } from '../progress/duration.ts';
import type { Progress } from '../progress/progress.ts';
import { terminalProgress } from '../progress/terminalProgress.ts';
import { epochLine, headLine, rolledBackLine } from './lines.ts';
import { reported } from './reported.ts';
import type { Say } from './whileTraining.ts';

export interface FollowOptions {
  readonly catalogue: FullCatalogue;
  readonly say: Say;
  /** Write event files for TensorBoard; a run that has some gets more in any case. */
  readonly tensorboard?: boolean;
  /** Draw no figures in the end; `latentkit report` does it later. */
  readonly report?: boolean;
}

/**
 * Show a run as it trains, write event files where they are wished for, and in the end its report: the consumers of its events.
 *
 * @returns whether it trained, and whether a signal stopped it
 */
export async function followRun(
  events: AsyncIterable<RunEvent>,
  options: FollowOptions,
): Promise<{ trained: boolean; stopped: boolean }> {
  const { say } = options;
  let followers: Followers | undefined;
  let ended: FinishedEvent | undefined;
  const began = performance.now();
  try {
    for await (const event of events) {
      if (event.kind === 'started') followers = followersOf(event, options);
      await followers?.show(event);
      if (event.kind === 'evaluated' && options.report !== false) await keptFrame(event, say);
      const line = lineOf(event, followers);
      if (line !== undefined) say(line);
      if (event.kind !== 'finished') continue;
      ended = event;
      followers?.progress.done();
      const trained = performance.now();
      await finish(event, options);
      const [all, drawing] = [performance.now() - began, performance.now() - trained].map((ms) => duration(ms / 1000));
      say(options.report === false ? `done in ${all}` : `done in ${all}, the report in ${drawing} of it`);
    }
  } finally {
    followers?.done();
  }
  return { trained: ended !== undefined, stopped: ended?.record.status === 'stopped' };
}

/** A frame of the report's animation; a run trains on without it. */
async function keptFrame(event: EvaluatedEvent, say: Say): Promise<void> {
  try {
    await keepFrame(event);
  } catch (error) {
    say(`no frame of epoch ${event.epoch} for the report: ${(error as Error).message}`);
  }
}

interface Followers {
  readonly started: StartedEvent;
  readonly progress: Progress;
  show(event: RunEvent): Promise<void>;
  done(): void;
}

function followersOf(started: StartedEvent, { say, ...options }: FollowOptions): Followers {
  const { record, examples, folder } = started;
  const progress = terminalProgress(record.spec.epochs, examples);
  const files = options.tensorboard || hasTensorboard(folder) ? tensorboard(folder) : undefined;
  say.by(progress.line);
  return {
    started,
    progress,
    async show(event) {
      await progress.show(event);
      await files?.write(event);
    },
    done() {
      progress.done();
      files?.close();
    },
  };
}

/** What an event leaves on the screen. */
function lineOf(event: RunEvent, followers: Followers | undefined): string | undefined {
  switch (event.kind) {
    case 'started':
      return headLine(event);
    case 'notice':
      return event.text;
    case 'rolledBack':
      return rolledBackLine(event);
    case 'saved':
      return event.stopped ? `saved ${event.path}` : undefined;
    case 'evaluated':
      return event.row && followers && epochLine(event.row, followers.started);
    default:
      return undefined;
  }
}

/** The report, and what to do next. */
async function finish({ run, record }: FinishedEvent, { catalogue, say, report = true }: FollowOptions): Promise<void> {
  const path = shellWord(run.path);
  const lines = report ? await reported(run, record, catalogue) : [`next: latentkit report ${path}`];
  for (const line of lines) say(line);
  if (record.status === 'stopped') say(`continue with: latentkit resume ${path}`);
}
