import type { HostArray } from '@latentkit/core';
import { expect } from 'vitest';
import { near } from './near.ts';
import { type Promises, register } from './register.ts';

/** A distribution of codes on the host, as `FittedSampler` of @latentkit/samplers. */
export interface FittedCodes<Parameters> {
  readonly size: number;
  readonly parameters: Parameters;
  sample(count: number, options: { readonly seed: number; readonly first?: number }): HostArray;
  logDensity(codes: HostArray<ArrayLike<number>>): Float64Array;
}

/** A fitted sampler under test. */
export interface SamplerSubject<Parameters> {
  readonly make: () => FittedCodes<Parameters>;
  /** The sampler that parameters were read from. */
  readonly from: (parameters: Parameters) => FittedCodes<Parameters>;
  /** The codes that it was fitted to, [n, size], and what it says of them: their mean and covariance, or the box that holds them. */
  readonly codes?: HostArray<ArrayLike<number>>;
  readonly claim?: 'moments' | 'box';
  /** One of its kind for codes of one number: draws follow their density. */
  readonly line?: () => Pick<FittedCodes<Parameters>, 'sample' | 'logDensity'>;
}

/** Draws for a mean; the mean of as many has an error of 1/√draws standard deviations. */
const draws = 4000;

/**
 * The laws of fitted samplers as tests of vitest.
 *
 * @param title of the tests
 * @example
 * // In a file that vitest runs:
 * const tests = () => samplerLaws('even codes', { make: () => evenCodes({ low: 0, width: 4 }), from: evenCodes });
 */
export function samplerLaws<Parameters>(title: string, subject: SamplerSubject<Parameters>): void {
  register(title, samplerPromises(subject));
}

/** What each subject promises: a promise throws where it is broken. */
export function samplerPromises<Parameters>(subject: SamplerSubject<Parameters>): Promises {
  const { make, from, codes, claim, line } = subject;

  const always: Promises = {
    'draws finite codes [count, size]'() {
      const fitted = make();
      const { values, shape } = fitted.sample(50, { seed: 1 });
      expect(shape).toEqual([50, fitted.size]);
      expect(values).toBeInstanceOf(Float32Array);
      expect([...values].every(Number.isFinite)).toBe(true);
    },

    'same seed, same codes: code i is a function of the seed and of i'() {
      const fitted = make();
      const first = [...fitted.sample(40, { seed: 1 }).values];
      expect([...fitted.sample(40, { seed: 1 }).values]).toEqual(first);
      expect([...fitted.sample(7, { seed: 1 }).values]).toEqual(first.slice(0, 7 * fitted.size));
      expect([...fitted.sample(7, { seed: 1, first: 5 }).values]).toEqual(
        first.slice(5 * fitted.size, 12 * fitted.size),
      );
      expect([...fitted.sample(40, { seed: 2 }).values]).not.toEqual(first);
    },

    'parameters in JSON keep every bit of it'() {
      const fitted = make();
      const again = from(JSON.parse(JSON.stringify(fitted.parameters)));
      const sample = fitted.sample(20, { seed: 3 });
      expect(again.parameters).toEqual(fitted.parameters);
      expect(again.sample(20, { seed: 3 })).toEqual(sample);
      expect(again.logDensity(sample)).toEqual(fitted.logDensity(sample));
    },

    'has a finite density where it draws, and the same for a code whatever stands beside it'() {
      const fitted = make();
      const sample = fitted.sample(20, { seed: 4 });
      const together = fitted.logDensity(sample);
      expect(together).toHaveLength(20);
      expect([...together].every(Number.isFinite)).toBe(true);
      const first = { values: sample.values.slice(0, fitted.size), shape: [1, fitted.size] };
      near(fitted.logDensity(first), together.slice(0, 1), 'log density', 1e-12);
    },
  };

  const onLine: Promises = line
    ? {
        'draws from its density: their distribution is its integral (Kolmogorov and Smirnov, 99.9 %)'() {
          const { integral, distance } = alongLine(line());
          expect(integral).toBeCloseTo(1, 3);
          expect(Math.sqrt(draws) * distance).toBeLessThan(1.95);
        },
      }
    : {};
  const claimed = codes && claim ? claims(make, codes)[claim] : {};
  return { ...always, ...claimed, ...onLine };
}

const claims = <P>(
  make: () => FittedCodes<P>,
  codes: HostArray<ArrayLike<number>>,
): Record<'moments' | 'box', Promises> => ({
  moments: {
    'draws have the mean and the covariance of the codes, within five standard errors'() {
      const [due, found] = [momentsOf(codes), momentsOf(make().sample(draws, { seed: 5 }))];
      const deviation = (j: number) => Math.sqrt(due.covariance(j, j));
      for (let i = 0; i < due.mean.length; i++) {
        const apart = Math.abs((found.mean[i] as number) - (due.mean[i] as number));
        expect(apart, `mean[${i}]`).toBeLessThan((5 * deviation(i)) / Math.sqrt(draws));
        for (let j = 0; j <= i; j++) {
          // A product of two normals has at most √2 σᵢσⱼ as its standard deviation; a mixture may have heavier tails.
          const error = (10 * deviation(i) * deviation(j)) / Math.sqrt(draws);
          expect(Math.abs(found.covariance(i, j) - due.covariance(i, j)), `covariance[${i},${j}]`).toBeLessThan(error);
        }
      }
    },
  },
  box: {
    'draws fill the box of the codes, and no more'() {
      const [due, found] = [boxOf(codes), boxOf(make().sample(draws, { seed: 5 }))];
      due.forEach(([low, high], j) => {
        const [least, most] = found[j] as [number, number];
        const slack = 1e-6 * Math.max(Math.abs(low), Math.abs(high));
        expect(least).toBeGreaterThanOrEqual(low - slack);
        expect(most).toBeLessThanOrEqual(high + slack);
        // Empty ends of 1 % are left with a chance of e⁻⁴⁰.
        expect(most - least).toBeGreaterThanOrEqual(0.98 * (high - low));
      });
    },
  },
});

/** ∫ p(z) dz around the draws, and the largest distance between their distribution and that integral up to there. */
function alongLine({ sample, logDensity }: Pick<FittedCodes<unknown>, 'sample' | 'logDensity'>) {
  const sorted = Float64Array.from(sample(draws, { seed: 4 }).values).sort();
  const [start, cells] = [(sorted[0] as number) - 5, 40_000];
  const width = ((sorted.at(-1) as number) + 5 - start) / cells;
  const middles = Float64Array.from({ length: cells }, (_, i) => start + (i + 0.5) * width);
  let [integral, at, distance] = [0, 0, 0];
  logDensity({ values: middles, shape: [cells, 1] }).forEach((log, i) => {
    integral += Math.exp(log) * width;
    while (at < draws && (sorted[at] as number) <= start + (i + 1) * width) at++;
    distance = Math.max(distance, Math.abs(at / draws - integral));
  });
  return { integral, distance };
}

/** The columns of codes [n, size]. */
function columnsOf({ values, shape }: HostArray<ArrayLike<number>>): number[][] {
  const [n, size] = shape as [number, number];
  return Array.from({ length: size }, (_, j) => Array.from({ length: n }, (_, i) => values[i * size + j] as number));
}

/** Mean and covariance, of n − 1. */
function momentsOf(codes: HostArray<ArrayLike<number>>) {
  const columns = columnsOf(codes);
  const mean = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const off = columns.map((column, j) => column.map((value) => value - (mean[j] as number)));
  const covariance = (i: number, j: number) => {
    const [a, b] = [off[i] as number[], off[j] as number[]];
    return a.reduce((sum, value, row) => sum + value * (b[row] as number), 0) / (a.length - 1);
  };
  return { mean, covariance };
}

const boxOf = (codes: HostArray<ArrayLike<number>>) =>
  columnsOf(codes).map((column): [number, number] => [Math.min(...column), Math.max(...column)]);
