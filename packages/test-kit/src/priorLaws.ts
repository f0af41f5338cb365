import { counterRandom, type Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { expectMoments } from './expectMoments.ts';
import { gridOf } from './grid.ts';
import { near } from './near.ts';
import { type Promises, register } from './register.ts';

/** N(μ, v) of independent numbers, as a posterior of one example: both [1, size]. */
interface DiagonalGaussian {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

/** What can be drawn and has a density, as `Distribution` and `Prior` of @latentkit/models. */
export interface Drawable {
  sample(shape: readonly number[], random: Random): tf.Tensor;
  logDensity(z: tf.Tensor): tf.Tensor1D;
  divergence?(posterior: DiagonalGaussian): {
    readonly meanDivergence: tf.Tensor1D;
    readonly varianceDivergence: tf.Tensor1D;
  };
  divergencePerNumber?(posterior: DiagonalGaussian): tf.Tensor;
  dispose?(): void;
}

/** A distribution under test, of codes of one or two numbers. */
export interface PriorSubject {
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  readonly make: () => Drawable;
  /** Latent dimensions. */
  readonly size: 1 | 2;
  /** Ends of a box outside of which there is next to nothing; −8 and 8 by default. */
  readonly box?: { readonly from: number; readonly to: number };
}

const draws = 4000;
const random = (step = 1) => counterRandom({ seed: 9, step });

/**
 * The laws of priors, and of any distribution of codes, as tests of vitest.
 *
 * @param title of the tests
 * @example
 * // In a file that vitest runs:
 * const tests = () => priorLaws('even', { backend: 'cpu', make: evenPrior, size: 1, box: { from: 0, to: 1 } });
 */
export function priorLaws(title: string, subject: PriorSubject): void {
  register(title, priorPromises(subject), subject.backend);
}

/** What each subject promises: a promise throws where it is broken. */
export function priorPromises({ make, size, box = { from: -8, to: 8 } }: PriorSubject): Promises {
  const use = (law: (prior: Drawable) => void) => () => {
    const prior = make();
    tf.tidy(() => law(prior));
    prior.dispose?.();
  };
  const grid = () => gridOf({ ...box, size, count: size === 1 ? 2000 : 160 });
  const drawn = (prior: Drawable, count: number, step?: number) => numbers(prior.sample([count, size], random(step)));

  const promises: Promises = {
    'has a density that integrates to 1': use((prior) => {
      const { points, volume } = grid();
      const total = numbers(tf.sum(tf.exp(prior.logDensity(points))))[0] as number;
      expect(total * volume).toBeCloseTo(1, 3);
    }),

    'draws have the mean and the variance of the density': use((prior) => {
      const { points, volume } = grid();
      const p = numbers(prior.logDensity(points)).map((log) => Math.exp(log) * volume);
      const [z, codes] = [numbers(points), drawn(prior, draws)];
      for (let j = 0; j < size; j++) {
        const column = (values: readonly number[]) => values.filter((_, i) => i % size === j);
        expectMoments(column(codes), p, column(z), `number ${j}`);
      }
    }),

    'same random, same draws, and others in another step': use((prior) => {
      expect(drawn(prior, 8, 1)).toEqual(drawn(prior, 8, 1));
      expect(drawn(prior, 8, 2)).not.toEqual(drawn(prior, 8, 1));
    }),

    'the density of a code does not depend on those beside it': use((prior) => {
      const z = prior.sample([4, size], random());
      near(numbers(prior.logDensity(tf.slice(z, 0, 1))), numbers(prior.logDensity(z)).slice(0, 1), 'log density', 1e-6);
    }),

    'a density and a draw leave one tensor each': use((prior) => {
      const z = tf.zeros([4, size]);
      for (const act of [() => prior.logDensity(z), () => prior.sample([4, size], random())]) {
        const source = tf.memory().numTensors;
        act();
        expect(tf.memory().numTensors).toBe(source + 1);
      }
    }),

    'a divergence in closed form is the mean of log q − log p over draws of q': use((prior) => {
      if (!prior.divergence) return;
      const q = posterior(size);
      const noise = random(3).normal([draws, size]);
      const z = tf.add(q.mean, tf.mul(noise, tf.exp(tf.mul(q.logVariance, 0.5))));
      // log q(z) = −½ Σ ε² + log v + log 2π
      const logQ = tf.mul(tf.sum(tf.add(tf.square(noise), tf.add(q.logVariance, Math.log(2 * Math.PI))), 1), -0.5);
      const { mean, variance } = tf.moments(tf.sub(logQ, prior.logDensity(z)));
      const error = 5 * Math.sqrt((numbers(variance)[0] as number) / draws);
      expect(Math.abs((numbers(mean)[0] as number) - closedForm(prior, q))).toBeLessThan(error + 1e-5);
    }),

    'divergences of the latent dimensions sum to that of the code': use((prior) => {
      if (!prior.divergence || !prior.divergencePerNumber) return;
      const q = posterior(size);
      const each = prior.divergencePerNumber(q);
      expect(each.shape).toEqual([1, size]);
      near(numbers(tf.sum(each)), [closedForm(prior, q)], 'divergence');
    }),
  };
  return promises;
}

/** One q that is far from N(0, I). */
const posterior = (size: number): DiagonalGaussian => ({
  mean: tf.tensor2d([[0.5, -1].slice(0, size)]),
  logVariance: tf.tensor2d([[-0.5, -1].slice(0, size)]),
});

function closedForm(prior: Drawable, q: DiagonalGaussian): number {
  const parts = prior.divergence?.(q) as NonNullable<ReturnType<NonNullable<Drawable['divergence']>>>;
  expect([parts.meanDivergence.shape, parts.varianceDivergence.shape]).toEqual([[1], [1]]);
  return numbers(tf.add(parts.meanDivergence, parts.varianceDivergence))[0] as number;
}

const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
