import { expected } from '@latentkit/errors';
import type { Entry } from '../ledger/ledger.ts';
import { type Course, type Decision, type Drawn, emptyCourse, jobOf, type Outcome } from './course.ts';
import type { SweepConfig } from './sweepConfig.ts';

/** What a ledger holds of a sweep: its configuration, each trial, each decision, and how each job ended. */
export interface Told {
  readonly config: SweepConfig;
  readonly course: Course;
}

/**
 * Read a sweep off its ledger.
 *
 * @param entries oldest first
 * @throws SWEEP where it is the ledger of something else
 */
export function courseOf(entries: readonly Entry[], where: string): Told {
  const config = entries.find(({ kind }) => kind === 'sweep')?.config as SweepConfig | undefined;
  if (config === undefined)
    throw expected({
      where,
      expected: 'the folder of a sweep',
      received: entries.length === 0 ? 'no ledger in it' : 'a ledger of other work',
      todo: 'Give the folder that `latentkit sweep` printed.',
      code: 'SWEEP',
    });
  const course = emptyCourse();
  const places = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind === 'decided') {
      const { trial, rung, until, whole } = entry as unknown as Decision;
      places.set(jobOf({ trial, rung }), course.decisions.push({ trial, rung, until, whole }) - 1);
      course.began.push(entry.at);
      if (rung === 0) course.trials.push(drawnOf(entry));
    }
    const place = places.get(entry.job as string);
    if (place === undefined || (entry.kind !== 'done' && entry.kind !== 'failed')) continue;
    course.outcomes.set(place, entry.kind === 'done' ? (entry.result as Outcome) : { error: entry.error as string });
    course.ended.set(place, entry.at);
  }
  return { config, course };
}

function drawnOf(entry: Entry): Drawn {
  const { trial, point, hash } = entry as unknown as Drawn;
  return { trial, point, hash };
}
