import { type Course, type Decision, type Drawn, standing } from './course.ts';
import { propose } from './propose.ts';
import { rungsOf } from './rungs.ts';
import type { Point } from './space.ts';
import type { SweepConfig } from './sweepConfig.ts';
import type { TrialSpec } from './trialSpecs.ts';

/** The next job, with its trial where that is new. */
export interface Decided extends Decision {
  readonly drawn?: Drawn;
}

/**
 * What is to be done next. Decision j looks at the results of the jobs up to j − parallel, whatever else is known, so that the same seed gives the same
 * trials with any number of workers. Where these leave nothing to do it looks at more, one after the other.
 *
 * @returns `wait` where a result that counts is not there yet, `end` where all is done
 */
export function decide(
  config: SweepConfig,
  course: Course,
  specOf: (point: Point) => TrialSpec,
): Decided | 'wait' | 'end' {
  const next = course.decisions.length;
  for (let seen = Math.max(0, next - config.parallel + 1); seen <= next; seen++) {
    for (let i = 0; i < seen; i++) if (!course.outcomes.has(i)) return 'wait';
    const decided = promotion(config, course, { seen, specOf }) ?? begin(config, course, { seen, specOf });
    if (decided) return decided;
  }
  return lastPromotion(config, course, specOf) ?? 'end';
}

interface View {
  readonly seen: number;
  specOf(point: Point): TrialSpec;
}

/** A new trial, while there may be more. */
function begin(config: SweepConfig, course: Course, { seen, specOf }: View): Decided | undefined {
  if (course.trials.length >= config.runCap) return undefined;
  const drawn = propose(config, course, { seen, specOf });
  if (drawn === undefined) return undefined;
  const rungs = rungsOf(config, specOf(drawn.point).spec.epochs);
  return { ...onto(drawn.trial, 0, rungs), drawn };
}

const onto = (trial: number, rung: number, rungs: readonly number[]): Decision => ({
  trial,
  rung,
  until: rungs[rung] as number,
  whole: rung === rungs.length - 1,
});

/** The best trial of the highest rung on which one is among the best 1/eta and not yet taken further. */
function promotion(config: SweepConfig, course: Course, { seen, specOf }: View): Decided | undefined {
  const { earlyTerminate } = config;
  if (earlyTerminate === undefined || course.trials[0] === undefined) return undefined;
  const rungs = rungsOf(config, specOf(course.trials[0].point).spec.epochs);
  for (let rung = rungs.length - 2; rung >= 0; rung--) {
    const there = onRung(config, course, { rung, seen });
    const best = there.slice(0, Math.floor(there.length / earlyTerminate.eta));
    const trial = best.find((one) => !isOn(course, one, rung + 1));
    if (trial !== undefined) return onto(trial, rung + 1, rungs);
  }
  return undefined;
}

/** In the end the best trial is trained to its last epoch, also where there were too few for a place on each rung. */
function lastPromotion(config: SweepConfig, course: Course, specOf: View['specOf']): Decided | undefined {
  if (config.earlyTerminate === undefined || course.trials[0] === undefined) return undefined;
  const rungs = rungsOf(config, specOf(course.trials[0].point).spec.epochs);
  if (course.decisions.some(({ rung }) => rung === rungs.length - 1)) return undefined;
  for (let rung = rungs.length - 2; rung >= 0; rung--) {
    const [trial] = onRung(config, course, { rung, seen: course.decisions.length });
    if (trial === undefined) continue;
    // It failed on the next rung.
    if (isOn(course, trial, rung + 1)) return undefined;
    return onto(trial, rung + 1, rungs);
  }
  return undefined;
}

/** Trials that have got to a rung, the best there first. */
function onRung(config: SweepConfig, course: Course, { rung, seen }: { rung: number; seen: number }): number[] {
  const sign = config.metric.goal === 'minimize' ? 1 : -1;
  const there: { trial: number; value: number }[] = [];
  for (let i = 0; i < seen; i++) {
    const decision = course.decisions[i] as Decision;
    const outcome = course.outcomes.get(i);
    if (decision.rung !== rung || outcome === undefined || 'error' in outcome) continue;
    there.push({ trial: decision.trial, value: sign * (outcome.course.at(-1) as number) });
  }
  return there.sort((a, b) => a.value - b.value || a.trial - b.trial).map(({ trial }) => trial);
}

const isOn = ({ decisions }: Course, trial: number, rung: number) =>
  decisions.some((one) => one.trial === trial && one.rung === rung);

/** The trials that count, the best first: farthest, then by the metric. */
export function ranking(config: SweepConfig, course: Course): { trial: number; epochs: number; value: number }[] {
  const sign = config.metric.goal === 'minimize' ? 1 : -1;
  return course.trials
    .flatMap(({ trial }) => {
      const { last } = standing(course, trial, course.decisions.length);
      return last
        ? [{ trial, epochs: last.decision.until, value: last.course.at(-1) as number, rung: last.decision.rung }]
        : [];
    })
    .sort((a, b) => b.rung - a.rung || sign * (a.value - b.value) || a.trial - b.trial)
    .map(({ trial, epochs, value }) => ({ trial, epochs, value }));
}
