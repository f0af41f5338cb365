import { type HostArray, streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { samplerLaws } from '@latentkit/test-kit';
import { describe, expect, it } from 'vitest';
import {
  aggregatePosteriorSampler,
  type FittedSampler,
  gaussianMixtureSampler,
  normalSampler,
  priorSampler,
  uniformSampler,
} from './index.ts';

/** 40 codes of 3 numbers, correlated. */
const noise = fillNormal(new Float32Array(120), { seed: 3, stream: streams.callers, step: 0 });
const codes = { values: noise.map((z, i) => z + (i % 3 ? 2 * (noise[i - 1] as number) : 5)), shape: [40, 3] };
const logVariance = { values: new Float32Array(120).fill(-1), shape: [40, 3] };

const families = {
  uniformSampler: {
    fit: (z: HostArray<ArrayLike<number>>) => uniformSampler().fit(z),
    from: (p: never) => uniformSampler().from(p),
  },
  normalSampler: {
    fit: (z: HostArray<ArrayLike<number>>) => normalSampler().fit(z),
    from: (p: never) => normalSampler().from(p),
  },
  priorSampler: {
    fit: (z: HostArray<ArrayLike<number>>) => priorSampler().fit(z),
    from: (p: never) => priorSampler().from(p),
  },
  gaussianMixtureSampler: {
    fit: (z: HostArray<ArrayLike<number>>) => gaussianMixtureSampler({ components: 3 }).fit(z, { seed: 1 }),
    from: (p: never) => gaussianMixtureSampler({ components: 3 }).from(p),
  },
  aggregatePosteriorSampler: {
    fit: (mean: HostArray<ArrayLike<number>>, logVariance: HostArray<ArrayLike<number>>) =>
      aggregatePosteriorSampler().fit({ mean, logVariance }),
    from: (p: never) => aggregatePosteriorSampler().from(p),
  },
} satisfies Record<
  string,
  {
    fit(codes: HostArray<ArrayLike<number>>, logVariance: HostArray<ArrayLike<number>>): FittedSampler;
    from(parameters: never): FittedSampler;
  }
>;

/** Mean of f(z) over samples. */
function mean(sampler: FittedSampler, f: (code: Float32Array) => number, count = 20_000): number {
  const { values } = sampler.sample(count, { seed: 5 });
  let sum = 0;
  for (let i = 0; i < count; i++) sum += f((values as Float32Array).subarray(i * sampler.size, (i + 1) * sampler.size));
  return sum / count;
}

const claims = { uniformSampler: 'box', normalSampler: 'moments', gaussianMixtureSampler: 'moments' } as const;
for (const [name, { fit, from }] of Object.entries(families)) {
  const claim = claims[name as keyof typeof claims];
  samplerLaws<unknown>(name, {
    make: () => fit(codes, logVariance),
    from: (parameters) => from(parameters as never),
    ...(claim && { codes, claim }),
    line: () =>
      fit(
        { values: codes.values.slice(0, 40), shape: [40, 1] },
        { values: codes.values.slice(40, 80).map((z) => z / 4), shape: [40, 1] },
      ),
  });
}

describe.each(Object.entries(families))('%s', (name, { fit }) => {
  const sampler: FittedSampler = fit(codes, logVariance);

  it('refuses codes that are not valid, of another size or not finite, and a count that is not valid', () => {
    expect(() => sampler.logDensity({ values: [1, 2], shape: [1, 2] })).toThrow(
      `${name}, logDensity: expected codes of size 3, received codes of size 2. Pass codes of the size that the sampler has.`,
    );
    expect(() => sampler.logDensity({ values: [1, 2, Number.NaN], shape: [1, 3] })).toThrow(
      'received NaN in row 0, number 2',
    );
    expect(() => sampler.sample(0, { seed: 1 })).toThrow(
      `${name}, sample: expected count to be a whole number of at least 1, received 0. Pass count as such a number.`,
    );
    expect(() => sampler.sample(1, { seed: -1 })).toThrow('seed: expected a whole number');
  });
});

describe('uniformSampler', () => {
  it('fills the bounds of the data evenly', () => {
    const sampler = uniformSampler().fit({ values: [0, 5, 2, 9], shape: [2, 2] });
    expect(sampler.parameters).toEqual({ low: [0, 5], high: [2, 9] });
    expect(mean(sampler, (z) => (z[0] as number) / 2)).toBeCloseTo(0.5, 1);
    expect(mean(sampler, (z) => ((z[1] as number) - 5) ** 2 / 16)).toBeCloseTo(1 / 3, 1);
    expect(sampler.logDensity({ values: [1, 6, 3, 6], shape: [2, 2] })).toEqual(
      Float64Array.of(-Math.log(8), -Infinity),
    );
  });

  it('keeps a number that never varies, and has no density then', () => {
    const sampler = uniformSampler().fit({ values: [0, 5, 2, 5], shape: [2, 2] });
    expect(sampler.sample(9, { seed: 1 }).values.filter((_, i) => i % 2)).toEqual(new Float32Array(9).fill(5));
    expect(() => sampler.logDensity({ values: [1, 5], shape: [1, 2] })).toThrow(
      'uniformSampler, logDensity: expected codes that vary in all 2 dimensions, received codes that vary in 1. ' +
        'Leave out dimensions that are a linear function of others, or use gaussianMixtureSampler({ components: 1 }), which regularises.',
    );
  });
});

describe('normalSampler', () => {
  it('has the mean and the covariance of the data, of n − 1, as parameters', () => {
    const { mean: mu, covariance } = normalSampler().fit(codes).parameters;
    const at = (i: number, j: number) => (codes.values[3 * i + j] as number) - (mu[j] as number);
    for (const [a, b] of [
      [0, 0],
      [1, 0],
      [2, 1],
    ] as const) {
      const sum = Array.from({ length: 40 }, (_, i) => at(i, a) * at(i, b)).reduce((x, y) => x + y);
      expect(covariance[a]?.[b]).toBeCloseTo(sum / 39, 10);
    }
  });

  it('gives the closed form in one dimension', () => {
    const sampler = normalSampler().from({ mean: [2], covariance: [[9]] });
    expect(sampler.logDensity({ values: [5], shape: [1, 1] })[0]).toBeCloseTo(
      -0.5 * Math.log(2 * Math.PI * 9) - 0.5,
      12,
    );
  });

  it('stays in the line that the codes lie on', () => {
    const sampler = normalSampler().fit({ values: [1, 2, 2, 4, 5, 10], shape: [3, 2] });
    const { values } = sampler.sample(20, { seed: 1 });
    for (let i = 0; i < 20; i++) expect(values[2 * i + 1]).toBeCloseTo(2 * (values[2 * i] as number), 4);
    expect(() => sampler.logDensity({ values: [1, 2], shape: [1, 2] })).toThrow('received codes that vary in 1.');
    const constant = normalSampler().fit({ values: [3, 3, 3], shape: [3, 1] });
    expect([...constant.sample(2, { seed: 1 }).values]).toEqual([3, 3]);
  });

  it('takes a number that never varies for constant, whatever it is, beside numbers that vary little', () => {
    const rows = 301;
    const values = Float64Array.from(
      { length: 3 * rows },
      (_, at) => [0.1, 1e-9 * (noise[at % 120] as number), 1e6 * (noise[(7 * at) % 120] as number)][at % 3] as number,
    );
    const sampler = normalSampler().fit({ values, shape: [rows, 3] });
    const drawn = sampler.sample(400, { seed: 1 }).values;
    const column = (of: ArrayLike<number>, j: number) => Array.from(of).filter((_, at) => at % 3 === j);
    expect(new Set(column(drawn, 0))).toEqual(new Set([Math.fround(0.1)]));
    const deviation = (numbers: readonly number[]) =>
      Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length);
    for (const j of [1, 2]) expect(deviation(column(drawn, j)) / deviation(column(values, j))).toBeCloseTo(1, 0);
    expect(() => sampler.logDensity({ values: [1, 2, 3], shape: [1, 3] })).toThrow('received codes that vary in 2.');
  });

  it('draws codes of 60 dimensions, a third dead and a third dependent, with the mean and the covariance of the data', () => {
    const [rows, size] = [40, 60];
    const free = fillNormal(new Float32Array(rows * 20), { seed: 4, stream: streams.callers, step: 0 });
    const values = Float64Array.from({ length: rows * size }, (_, at) => {
      const [row, j] = [Math.floor(at / size), at % size];
      const one = (k: number) => free[row * 20 + (k % 20)] as number;
      return j % 3 === 0 ? j : j % 3 === 1 ? one(j) : one(j) - 2 * one(3 * j + 1) + 5;
    });
    const sampler = normalSampler().fit({ values, shape: [rows, size] });
    const { mean: mu, covariance } = sampler.parameters;
    const count = 4000;
    const drawn = sampler.sample(count, { seed: 5 }).values;
    const off = (i: number, j: number) => (drawn[i * size + j] as number) - (mu[j] as number);
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += off(i, a) * off(i, b);
        const scale = Math.sqrt((covariance[a]?.[a] as number) * (covariance[b]?.[b] as number));
        // Five standard errors, of √2 σᵃσᵇ / √count at most.
        const apart = Math.abs(sum / count - (covariance[a]?.[b] as number));
        expect(apart, `[${a},${b}]`).toBeLessThanOrEqual(1e-9 + (7.1 * scale) / Math.sqrt(count));
      }
    }
    expect(() => sampler.logDensity({ values: new Float64Array(size), shape: [1, size] })).toThrow('that vary in 20.');
  });

  it('refuses one code', () => {
    expect(() => normalSampler().fit({ values: [1, 2], shape: [1, 2] })).toThrow(
      'normalSampler.fit: expected at least 2 codes, received 1. Pass the codes of a whole split.',
    );
  });

  it('refuses parameters of another shape', () => {
    expect(() => normalSampler().from({ mean: [0, 0], covariance: [[1, 0], [0]] })).toThrow(
      'normalSampler.from, covariance: expected 2 × 2 numbers, received a row of 1. Pass parameters as a fitted sampler gives them.',
    );
  });
});

describe('priorSampler', () => {
  it('is N(0, I) whatever the codes', () => {
    const sampler = priorSampler().fit(codes);
    expect(sampler.parameters).toEqual({ size: 3 });
    expect(sampler.logDensity({ values: [0, 0, 0], shape: [1, 3] })[0]).toBeCloseTo(-1.5 * Math.log(2 * Math.PI), 12);
    expect(mean(sampler, (z) => z[1] as number)).toBeCloseTo(0, 1);
    expect(mean(sampler, (z) => (z[1] as number) ** 2)).toBeCloseTo(1, 1);
  });
});

describe('aggregatePosteriorSampler', () => {
  it('has the mean of the means, and the variance of the means plus the mean of the variances', () => {
    const sampler = aggregatePosteriorSampler().fit({
      mean: { values: [-2, 2], shape: [2, 1] },
      logVariance: { values: [Math.log(0.25), Math.log(0.75)], shape: [2, 1] },
    });
    expect(mean(sampler, (z) => z[0] as number)).toBeCloseTo(0, 1);
    expect(mean(sampler, (z) => (z[0] as number) ** 2)).toBeCloseTo(4.5, 0);
    const normal = (z: number, m: number, v: number) =>
      Math.exp(-((z - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v);
    const [logDensity] = sampler.logDensity({ values: [1], shape: [1, 1] });
    expect(logDensity).toBeCloseTo(Math.log((normal(1, -2, 0.25) + normal(1, 2, 0.75)) / 2), 10);
  });

  it('refuses log variances that are not one row for each mean', () => {
    const fit = () =>
      aggregatePosteriorSampler().fit({ mean: codes, logVariance: { values: [0, 0, 0], shape: [1, 3] } });
    expect(fit).toThrow(
      'aggregatePosteriorSampler.fit: expected 40 log variances, one row for each mean, received 1. Pass both as the encoder gave them.',
    );
  });
});
