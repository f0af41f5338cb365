import { type Course, standing } from '../sweep/course.ts';
import { coordinateOf, type Dimension } from '../sweep/space.ts';
import type { SweepConfig } from '../sweep/sweepConfig.ts';

/** How much of what came out a parameter explains alone. */
export interface Importance {
  readonly name: string;
  /** In [0, 1]. */
  readonly share: number;
}

/** Groups of a range. */
const groups = 4;

/** Epochs that all trials which count were trained for, and the metric of each trial then. */
function commonValues(course: Course): { epoch: number; values: ReadonlyMap<number, number> } {
  const courses = course.trials.flatMap(({ trial }) => {
    const { last } = standing(course, trial, course.decisions.length);
    return last ? [[trial, last.course] as const] : [];
  });
  const epoch = Math.min(...courses.map(([, values]) => values.length));
  return { epoch, values: new Map(courses.map(([trial, values]) => [trial, values[epoch - 1] as number])) };
}

/**
 * ε² of each parameter: the share of the variance of the trials' ranks that lies between groups of its values, less what groups by chance would show. Values
 * are compared after the same number of epochs; a range is cut into four groups of as many trials each.
 *
 * ε² = 1 − (n − 1) / (n − k) · SS_within / SS_total, at least 0, for n trials in k groups. Source: T. L. Kelley, "An unbiased correlation ratio measure",
 * PNAS 21, 1935.
 *
 * @returns the largest first; empty for fewer than four trials
 */
export function importance({ space }: Pick<SweepConfig, 'space'>, course: Course): Importance[] {
  const { values } = commonValues(course);
  const trials = [...values.keys()];
  if (trials.length < groups) return [];
  const ranks = ranksOf(trials.map((trial) => values.get(trial) as number));
  return Object.entries(space)
    .map(([name, dimension]) => {
      const at = trials.map((trial) => coordinateOf(dimension, course.trials[trial]?.point[name]));
      return { name, share: between(ranks, groupsOf(dimension, at)) };
    })
    .sort((a, b) => b.share - a.share);
}

/** A group for each trial. */
function groupsOf(dimension: Dimension, at: readonly number[]): readonly number[] {
  const different = new Set(at).size;
  if (dimension.kind === 'choice' || different <= groups) return at;
  const ranks = ranksOf(at);
  return ranks.map((rank) => Math.min(groups - 1, Math.floor((rank / at.length) * groups)));
}

function between(ranks: readonly number[], group: readonly number[]): number {
  const n = ranks.length;
  const of = new Map<number, number[]>();
  for (const [i, rank] of ranks.entries()) of.set(group[i] as number, [...(of.get(group[i] as number) ?? []), rank]);
  const k = of.size;
  if (k < 2 || n <= k) return 0;
  const squares = (some: readonly number[]) => {
    const mean = some.reduce((sum, value) => sum + value, 0) / some.length;
    return some.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const total = squares(ranks);
  const within = [...of.values()].reduce((sum, some) => sum + squares(some), 0);
  return total === 0 ? 0 : Math.max(0, 1 - ((n - 1) / (n - k)) * (within / total));
}

/** Places from 0; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
