import type { Outer } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { Common } from '../spec/common.ts';
import { flagOf } from '../spec/flagOf.ts';
import { rounds as keys } from '../spec/rounds.ts';

/** How training is shared. */
export interface Rounds {
  readonly workers: number;
  readonly localSteps: number;
  readonly outer: Outer;
}

/** @returns undefined for plain training. @throws SPEC for what rounds need without `workers` */
export function roundsOf(spec: Partial<Common>): Rounds | undefined {
  const { workers, localSteps = 100, outerLearningRate: learningRate = 1, outerMomentum: momentum = 0 } = spec;
  if (workers !== undefined) return { workers, localSteps, outer: { learningRate, momentum } };
  const alone = Object.keys(keys).find((key) => spec[key as keyof typeof keys] !== undefined);
  if (alone === undefined) return undefined;
  throw expected({
    where: flagOf(alone),
    expected: 'a number of workers too',
    received: 'none',
    todo: 'Use --workers <n>, or leave it out.',
    code: 'SPEC',
  });
}
