import type { Point } from './space.ts';

/** A job of a sweep: a trial is trained up to a rung. */
export interface Decision {
  readonly trial: number;
  readonly rung: number;
  /** Epochs by which it leaves. */
  readonly until: number;
  /** They are all of its epochs. */
  readonly whole: boolean;
}

/** What came of a job. */
export type Outcome =
  /** The metric after each epoch, from the first. */
  | { readonly course: readonly number[]; readonly seconds: number; readonly engine: string }
  | { readonly error: string };

/** A trial and the hash of its spec. */
export interface Drawn {
  readonly trial: number;
  readonly point: Point;
  readonly hash: string;
}

/** All that has happened in a sweep: what follows depends on this alone. */
export interface Course {
  readonly trials: Drawn[];
  readonly decisions: Decision[];
  /** By the place of the job among the decisions. */
  readonly outcomes: Map<number, Outcome>;
  /** When each decision was taken and each job ended, in ISO time: for people, nothing follows from it. */
  readonly began: string[];
  readonly ended: Map<number, string>;
}

export const emptyCourse = (): Course => ({
  trials: [],
  decisions: [],
  outcomes: new Map(),
  began: [],
  ended: new Map(),
});

export const jobOf = ({ trial, rung }: Pick<Decision, 'trial' | 'rung'>): string =>
  `trial-${String(trial).padStart(4, '0')}-${rung}`;

/** Of a trial's jobs among the first `seen`: the one that got farthest, and whether one failed. */
export function standing(course: Course, trial: number, seen: number) {
  let last: { readonly decision: Decision; readonly course: readonly number[] } | undefined;
  let failed: string | undefined;
  for (let i = 0; i < seen; i++) {
    const decision = course.decisions[i] as Decision;
    const outcome = course.outcomes.get(i);
    if (decision.trial !== trial || outcome === undefined) continue;
    if ('error' in outcome) failed = outcome.error;
    else if (last === undefined || decision.rung > last.decision.rung) last = { decision, course: outcome.course };
  }
  return { last, failed };
}
