import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constant,
  cosineDecay,
  cyclic,
  exponentialDecay,
  linearWarmup,
  type Schedule,
  stepDecay,
} from './schedules.ts';

const first = (schedule: Schedule, steps: number) => Array.from({ length: steps }, (_, step) => schedule(step));

describe('schedules', () => {
  it('constant is constant', () => {
    expect(first(constant(0.1), 3)).toEqual([0.1, 0.1, 0.1]);
  });

  it('stepDecay falls by the factor at each milestone', () => {
    const schedule = stepDecay({ learningRate: 8, milestones: [2, 4], factor: 0.5 });
    expect(first(schedule, 6)).toEqual([8, 8, 4, 4, 2, 2]);
    expect(stepDecay({ learningRate: 1, milestones: [0] })(0)).toBe(0.1);
    expect(stepDecay({ learningRate: 1, milestones: [] })(1e6)).toBe(1);
  });

  it('exponentialDecay falls by the factor every n steps: η(t + T) = factor · η(t)', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 500 }), (step, steps) => {
        const schedule = exponentialDecay({ learningRate: 1, factor: 0.9, steps });
        const later = schedule(step + steps);
        expect(Math.abs(later - 0.9 * schedule(step))).toBeLessThanOrEqual(1e-12 * later);
      }),
      { seed: 1 },
    );
  });

  it('cosineDecay goes from η through the middle to its final value, and stays there', () => {
    const schedule = cosineDecay({ learningRate: 1, steps: 100, final: 0.2 });
    expect(schedule(0)).toBe(1);
    expect(schedule(50)).toBeCloseTo(0.6, 12);
    expect(schedule(25) + schedule(75)).toBeCloseTo(1.2, 12);
    expect([schedule(100), schedule(1000)]).toEqual([0.2, 0.2]);
  });

  it('linearWarmup rises to what follows, which then starts at its own step 0', () => {
    expect(first(linearWarmup(constant(1), 4), 6)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    const inner = exponentialDecay({ learningRate: 1, factor: 0.5, steps: 1 });
    expect(first(linearWarmup(inner, 2), 5)).toEqual([0.5, 1, 1, 0.5, 0.25]);
    const cosine = cosineDecay({ learningRate: 1, steps: 104, warmupSteps: 4, final: 0.2 });
    expect(first(cosine, 5)).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(cosine(54)).toBeCloseTo(0.6, 12);
    expect(cosine(104)).toBe(0.2);
  });

  it('cyclic starts again at step 0', () => {
    expect(first(cyclic(linearWarmup(constant(1), 2), 4), 9)).toEqual([0.5, 1, 1, 1, 0.5, 1, 1, 1, 0.5]);
  });

  it.each<[string, () => Schedule]>([
    ['constant, learningRate: expected a finite number of at least 0, received -1.', () => constant(-1)],
    [
      'stepDecay, milestones: expected whole numbers of at least 0 in rising order, received [4,2]. List each step at which the rate drops, in increasing order and without repeats.',
      () => stepDecay({ learningRate: 1, milestones: [4, 2] }),
    ],
    [
      'exponentialDecay, factor: expected a finite number above 0, received 0.',
      () => exponentialDecay({ learningRate: 1, factor: 0, steps: 1 }),
    ],
    [
      'cosineDecay, steps: expected a whole number of at least 1, received 1.5.',
      () => cosineDecay({ learningRate: 1, steps: 1.5 }),
    ],
    [
      'cosineDecay, warmupSteps: expected fewer than the 5 steps, received 5. Pass as steps the length of the whole run.',
      () => cosineDecay({ learningRate: 1, steps: 5, warmupSteps: 5 }),
    ],
    ['cyclic, steps: expected a whole number of at least 1, received 0.5.', () => cyclic(constant(1), 0.5)],
    ['linearWarmup, steps: expected a whole number of at least 1, received 0.', () => linearWarmup(constant(1), 0)],
  ])('refuses %s', (message, make) => expect(make).toThrow(message));
});
