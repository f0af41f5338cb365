import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { near } from './near.ts';
import { type Promises, register } from './register.ts';

type Energy = (z: tf.Tensor) => tf.Tensor1D;

/** Inference of codes by descent, under test. */
export interface InferSubject {
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  /** Where inference begins for each example, [batch, …latent]. */
  readonly start: () => tf.Tensor;
  /** The examples' energies E(y, z) as a function of their codes, of all of them or of the one at a place alone: [batch, …latent] → [batch]. */
  readonly energy: (place?: number) => Energy;
  /** ž after this many steps from the start, of the same examples. */
  readonly infer: (start: tf.Tensor, steps: number, place?: number) => tf.Tensor;
}

/** Energies that differ by less, as a part of them, are the same but for rounding. */
const rounding = 1e-5;

/**
 * The laws of inference by descent as tests of vitest.
 *
 * @param title of the tests
 * @example
 * import * as tf from '@tensorflow/tfjs-core';
 * // In a file that vitest runs: z ← z/2 lowers ‖z‖².
 * const tests = () =>
 *   inferLaws('halving', {
 *     backend: 'cpu',
 *     start: () => tf.ones([3, 2]),
 *     energy: () => (z) => tf.sum(tf.square(z), 1),
 *     infer: (start, steps) => tf.mul(start, 0.5 ** steps),
 *   });
 */
export function inferLaws(title: string, subject: InferSubject): void {
  register(title, inferPromises(subject), subject.backend);
}

/** What each subject promises: a promise throws where it is broken. */
export function inferPromises({ start, energy, infer }: InferSubject): Promises {
  const after = (steps: number) => tf.tidy(() => numbers(energy()(steps === 0 ? start() : infer(start(), steps))));
  const promises = {
    'never raises the energy of an example, and lowers that of the batch'() {
      const [before, end] = [after(0), after(20)];
      expectNotAbove(end, before, 'after 20 steps');
      expect(sum(end)).toBeLessThan(sum(before));
    },

    'more steps never raise it'() {
      const counts = [1, 2, 3, 5, 10, 20];
      const energies = counts.map(after);
      for (let i = 1; i < counts.length; i++) {
        expectNotAbove(energies[i] as number[], energies[i - 1] as number[], `after ${counts[i]} steps`);
      }
    },

    'gives codes of the shape of the start, which it leaves alone, and no other tensor'() {
      const z = start();
      const given = numbers(z);
      const before = tf.memory().numTensors;
      const found = infer(z, 3);
      expect(tf.memory().numTensors).toBe(before + 1);
      expect(found.shape).toEqual(z.shape);
      expect(numbers(z)).toEqual(given);
      expect(numbers(found).every(Number.isFinite)).toBe(true);
      tf.dispose([z, found]);
    },

    'examples do not see each other'() {
      tf.tidy(() => {
        const all = infer(start(), 5);
        for (let i = 0; i < (all.shape[0] as number); i++) {
          const alone = infer(tf.slice(start(), i, 1), 5, i);
          near(numbers(alone), numbers(tf.slice(all, i, 1)), `code ${i}`, 1e-6);
        }
      });
    },
  };
  return promises;
}

function expectNotAbove(found: readonly number[], bound: readonly number[], when: string): void {
  expect(found.length).toBe(bound.length);
  bound.forEach((energy, i) => {
    expect(found[i], `E of example ${i} ${when}`).toBeLessThanOrEqual(energy + rounding * (Math.abs(energy) + 1e-3));
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
