import { parzen } from './parzen.ts';
import { drawn, type Point, type Space } from './space.ts';

/** A trial as a search sees it. */
export interface Observation {
  readonly point: Point;
  /** The smaller the better; none while it runs or after it failed. */
  readonly value?: number;
  /** How far it was trained: of two trials the one that got farther ranks first. */
  readonly rung: number;
}

/** Trials that are drawn before the first proposal, candidates of one proposal, observations that weigh alike. */
const [startup, candidates, alike] = [10, 48, 25];

/**
 * Propose a trial by multivariate TPE: the best tenth of the trials and the rest have a density each, and of the draws from the first the one
 * with the highest ratio is taken. A trial that runs counts among the rest (constant liar), so that trials at the same time spread out.
 *
 * The source of each part stands at `parzen`; ten trials are drawn evenly first.
 *
 * @param observations in the order in which they were proposed
 * @param uniform numbers in [0, 1), the next at each call
 * @returns a value for each parameter
 * @example
 * const space = { beta: { kind: 'number', low: 0.1, high: 10, log: true } } as const;
 * const { beta } = tpe(space, [{ point: { beta: 1 }, value: 98.5, rung: 0 }], () => 0.5);
 * (beta as number) > 0.1; // true
 */
export function tpe(space: Space, observations: readonly Observation[], uniform: () => number): Point {
  const judged = observations.filter(({ value }) => value !== undefined);
  if (judged.length < startup) return evenly(space, uniform);
  const best = ranked(judged).slice(0, Math.min(25, Math.ceil(judged.length / 10)));
  const isBest = new Set(best);
  const [good, rest] = [best, observations.filter((one) => !isBest.has(one))];
  const density = (some: readonly Observation[]) =>
    parzen(
      space,
      some.map(({ point }) => point),
      weights(some.length),
    );
  const [inGood, inRest] = [density(observations.filter((one) => good.includes(one))), density(rest)];
  let chosen: { point: Point; ratio: number } | undefined;
  for (let i = 0; i < candidates; i++) {
    const point = inGood.draw(uniform);
    const ratio = inGood.logDensity(point) - inRest.logDensity(point);
    if (chosen === undefined || ratio > chosen.ratio) chosen = { point, ratio };
  }
  return (chosen as { point: Point }).point;
}

/** Any point of the space, each as likely. */
export const evenly = (space: Space, uniform: () => number): Point =>
  Object.fromEntries(Object.entries(space).map(([name, dimension]) => [name, drawn(dimension, uniform())]));

/** Farthest first, then best first, then oldest first. */
const ranked = <One extends Observation>(judged: readonly One[]): One[] =>
  [...judged].sort((a, b) => b.rung - a.rung || (a.value as number) - (b.value as number));

/** The newest 25 count fully; those before, oldest first, from 1/n up to 1. */
function weights(count: number): number[] {
  const older = Math.max(0, count - alike);
  return Array.from({ length: count }, (_, i) =>
    i >= older ? 1 : older === 1 ? 1 / count : 1 / count + (i / (older - 1)) * (1 - 1 / count),
  );
}
