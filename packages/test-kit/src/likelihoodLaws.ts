import { counterRandom, type Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { expectMoments } from './expectMoments.ts';
import { gridOf, momentsUnder } from './grid.ts';
import { near } from './near.ts';
import { type Promises, register } from './register.ts';

/** What the numbers of a decoder say of an observation, as `Likelihood` of @latentkit/models. */
export interface LikelihoodLike {
  cost(y: tf.Tensor, output: tf.Tensor): tf.Tensor1D;
  mean(output: tf.Tensor): tf.Tensor;
  sample(output: tf.Tensor, random: Random): tf.Tensor;
  readonly outputsPerNumber: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A likelihood under test. */
export interface LikelihoodSubject {
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  readonly likelihood: LikelihoodLike;
  /** What a decoder gives for one number of y, `outputsPerNumber` numbers long. */
  readonly output: readonly number[];
  /** All values that y can have, or the ends of a range outside of which there is next to nothing. */
  readonly values: readonly number[] | { readonly from: number; readonly to: number };
  /** The likelihood that settings from a file stand for. */
  readonly again: (settings: unknown) => LikelihoodLike;
}

const draws = 4000;
const random = (step = 1) => counterRandom({ seed: 9, step });

/**
 * The laws of likelihoods as tests of vitest: −cost is the logarithm of a density of y, from which mean and draws come.
 *
 * @param title of the tests
 * @example
 * // In a file that vitest runs:
 * const subject = { likelihood: unitNormal, output: [0], values: { from: -8, to: 8 }, again: () => unitNormal };
 * const tests = () => likelihoodLaws('N(output, 1)', { backend: 'cpu', ...subject });
 */
export function likelihoodLaws(title: string, subject: LikelihoodSubject): void {
  register(title, likelihoodPromises(subject), subject.backend);
}

/** What each subject promises: a promise throws where it is broken. */
export function likelihoodPromises({ likelihood, output, values, again }: LikelihoodSubject): Promises {
  /** The same output for each of the rows, [rows, outputsPerNumber]. */
  const outputs = (rows: number) => tf.tile(tf.tensor2d([[...output]]), [rows, 1]);

  /** Values of y and their probabilities, or cells and what lies in each. */
  const density = (): { y: number[]; p: number[] } =>
    tf.tidy(() => {
      const { points, volume } =
        'from' in values
          ? gridOf({ ...values, size: 1, count: 4000 })
          : { points: tf.tensor2d([...values], [values.length, 1]), volume: 1 };
      const cost = numbers(likelihood.cost(points, outputs(points.shape[0])));
      return { y: numbers(points), p: cost.map((nats) => Math.exp(-nats) * volume) };
    });

  const promises = {
    'exp(−cost) sums, or integrates, to 1'() {
      const { p } = density();
      expect(Math.abs(p.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-3);
    },

    'costs of examples are sums over their numbers, [batch]'() {
      tf.tidy(() => {
        expect(output.length).toBe(likelihood.outputsPerNumber);
        const y = likelihood.sample(outputs(3), random());
        const cost = likelihood.cost(y, outputs(3));
        expect([y.shape, cost.shape]).toEqual([[3, 1], [3]]);
        // Numbers of one example beside each other; of a number's outputs each kind has its own part of the last axis.
        const wide = tf.reshape(tf.transpose(outputs(3)), [1, -1]);
        const whole = likelihood.cost(tf.reshape(y, [1, 3]), wide);
        near(numbers(whole), [numbers(cost).reduce((sum, value) => sum + value, 0)], 'cost of three numbers');
      });
    },

    'its mean is that of the density'() {
      const { y, p } = density();
      tf.tidy(() => near(numbers(likelihood.mean(outputs(1))), [momentsUnder(p, y).mean], 'mean', 1e-3));
    },

    'draws have the mean and the variance of the density, the same for the same random'() {
      const { y, p } = density();
      const drawn = (step?: number) => tf.tidy(() => numbers(likelihood.sample(outputs(draws), random(step))));
      const first = drawn(1);
      expectMoments(first, p, y, 'draws');
      expect(drawn(1)).toEqual(first);
      expect(drawn(2)).not.toEqual(first);
    },

    'comes back from its settings in JSON with every bit of its cost'() {
      tf.tidy(() => {
        const back = again(JSON.parse(JSON.stringify(likelihood.settings)));
        expect(back.settings).toEqual(likelihood.settings);
        const y = likelihood.sample(outputs(5), random());
        expect(numbers(back.cost(y, outputs(5)))).toEqual(numbers(likelihood.cost(y, outputs(5))));
      });
    },

    'leaves one tensor for each cost, mean and draw'() {
      const [y, output] = [tf.zeros([2, 1]), outputs(2)];
      const before = tf.memory().numTensors;
      const made = [likelihood.cost(y, output), likelihood.mean(output), likelihood.sample(output, random())];
      expect(tf.memory().numTensors).toBe(before + 3);
      tf.dispose([y, output, ...made]);
    },
  };
  return promises;
}

const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
