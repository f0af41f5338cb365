import { expected } from '@latentkit/errors';
import { checkOptions } from '../options/checkOptions.ts';
import { count, countOrNone, nonNegative, positive } from '../options/ranges.ts';

/** The learning rate, or the weight of a term, of a step; the first step is 0. A pure function, so a resumed run needs no state for it. */
export type Schedule = (step: number) => number;

/** ηₜ = η. */
export function constant(learningRate: number): Schedule {
  checkOptions('constant', { learningRate }, nonNegative);
  return () => learningRate;
}

/**
 * ηₜ = η · factorⁿ with n milestones at or before step t: torch's MultiStepLR.
 *
 * @param options.milestones steps, in rising order
 * @example
 * const learningRate = schedules.stepDecay({ learningRate: 1e-3, milestones: [2000, 4000], factor: 0.1 });
 */
export function stepDecay({
  learningRate,
  milestones,
  factor = 0.1,
}: {
  learningRate: number;
  milestones: readonly number[];
  factor?: number;
}): Schedule {
  checkOptions('stepDecay', { learningRate }, nonNegative);
  checkOptions('stepDecay', { factor }, positive);
  const rising = milestones.every((step, i) => Number.isSafeInteger(step) && step > (milestones[i - 1] ?? -1));
  if (!rising) {
    throw expected({
      where: 'stepDecay, milestones',
      expected: 'whole numbers of at least 0 in rising order',
      received: `[${milestones}]`,
      todo: 'List each step at which the rate drops, in increasing order and without repeats.',
      code: 'OPTION',
    });
  }
  const at = [...milestones];
  return (step) => learningRate * factor ** at.filter((milestone) => milestone <= step).length;
}

/**
 * ηₜ = η · factor^(t / steps): by `factor` every `steps` steps, smoothly.
 *
 * @example
 * const learningRate = schedules.exponentialDecay({ learningRate: 1e-3, factor: 0.5, steps: 1000 });
 */
export function exponentialDecay({
  learningRate,
  factor,
  steps,
}: {
  learningRate: number;
  factor: number;
  steps: number;
}): Schedule {
  checkOptions('exponentialDecay', { learningRate }, nonNegative);
  checkOptions('exponentialDecay', { factor, steps }, positive);
  return (step) => learningRate * factor ** (step / steps);
}

/**
 * Half a cosine from η down to `final` over the steps that the warm-up leaves: ηₜ = final + (η − final) · ½(1 + cos(π t′ / T′)),
 * t′ = t − warmupSteps, T′ = steps − warmupSteps; `final` from then on.
 * Source: Loshchilov, Hutter, "SGDR", ICLR 2017.
 *
 * @param options.steps all steps of the run, warm-up included
 * @param options.warmupSteps how many of them rise to η, see `linearWarmup`
 * @example
 * const learningRate = schedules.cosineDecay({ learningRate: 1e-3, steps: 4690, warmupSteps: 469 });
 */
export function cosineDecay({
  learningRate,
  steps,
  warmupSteps = 0,
  final = 0,
}: {
  learningRate: number;
  steps: number;
  warmupSteps?: number;
  final?: number;
}): Schedule {
  checkOptions('cosineDecay', { learningRate, final }, nonNegative);
  checkOptions('cosineDecay', { steps }, count);
  checkOptions('cosineDecay', { warmupSteps }, countOrNone);
  if (warmupSteps >= steps) {
    throw expected({
      where: 'cosineDecay, warmupSteps',
      expected: `fewer than the ${steps} steps`,
      received: String(warmupSteps),
      todo: 'Pass as steps the length of the whole run.',
      code: 'OPTION',
    });
  }
  const length = steps - warmupSteps;
  const decay: Schedule = (step) =>
    final + (learningRate - final) * 0.5 * (1 + Math.cos(Math.PI * Math.min(step / length, 1)));
  return warmupSteps === 0 ? decay : linearWarmup(decay, warmupSteps);
}

/**
 * A straight rise before another schedule, which then starts at its own step 0: ηₜ = schedule(0) · (t + 1) / steps for t < steps.
 *
 * @example
 * const learningRate = schedules.linearWarmup(schedules.constant(1e-3), 500);
 */
export function linearWarmup(schedule: Schedule, steps: number): Schedule {
  checkOptions('linearWarmup', { steps }, count);
  return (step) => (step < steps ? (schedule(0) * (step + 1)) / steps : schedule(step - steps));
}

/**
 * A schedule again and again, from its own step 0 every n steps: ηₜ = schedule(t mod steps). Around a warm-up of the weight β of a
 * divergence it is cyclical annealing, which lets a code that was given up be used again.
 * Source: Fu et al., "Cyclical annealing schedule", NAACL 2019.
 *
 * @example
 * const beta = schedules.cyclic(schedules.linearWarmup(schedules.constant(1), 500), 1000);
 */
export function cyclic(schedule: Schedule, steps: number): Schedule {
  checkOptions('cyclic', { steps }, count);
  return (step) => schedule(step % steps);
}
