import { type Course, type Drawn, standing } from './course.ts';
import { pointAt, sizeOf } from './grid.ts';
import type { Point } from './space.ts';
import type { SweepConfig } from './sweepConfig.ts';
import { evenly, type Observation, tpe } from './tpe.ts';
import type { TrialSpec } from './trialSpecs.ts';
import { uniforms } from './uniforms.ts';

/** Draws that may be of trials that were there already before the space is gone through in order. */
const tries = 64;

interface View {
  /** Jobs whose results count. */
  readonly seen: number;
  specOf(point: Point): TrialSpec;
}

/** The next trial by the sweep's method, none that was there already. @returns undefined where all of a finite space were there */
export function propose(config: SweepConfig, course: Course, { seen, specOf }: View): Drawn | undefined {
  const trial = course.trials.length;
  const known = new Set(course.trials.map(({ hash }) => hash));
  const isNew = (point: Point): Drawn | undefined => {
    const { hash } = specOf(point);
    return known.has(hash) ? undefined : { trial, point, hash };
  };
  // Where trials are compared on their way, a grid in order would let each best so far go on, since its neighbours lie together.
  const inOrder = config.method === 'grid' && config.earlyTerminate === undefined;
  if (!inOrder) {
    const uniform = uniforms(config.seed, trial);
    const observed = config.method === 'bayes' ? observations(config, course, seen) : [];
    for (let i = 0; i < tries; i++) {
      const drawn = isNew(
        config.method === 'bayes' ? tpe(config.space, observed, uniform) : evenly(config.space, uniform),
      );
      if (drawn) return drawn;
    }
  }
  const size = sizeOf(config.space) ?? 0;
  // Trials of a grid come in its order, so what is left lies behind them but for those that are written in two ways.
  for (let place = inOrder ? trial : 0; place < size; place++) {
    const drawn = isNew(pointAt(config.space, place));
    if (drawn) return drawn;
  }
  return undefined;
}

/** All trials, each with what is known of it from the jobs that count. */
function observations(config: SweepConfig, course: Course, seen: number): Observation[] {
  const sign = config.metric.goal === 'minimize' ? 1 : -1;
  return course.trials.map(({ trial, point }) => {
    const { last, failed } = standing(course, trial, seen);
    const known = last !== undefined && failed === undefined;
    return {
      point,
      rung: last?.decision.rung ?? 0,
      ...(known && { value: sign * (last.course.at(-1) as number) }),
    };
  });
}
