import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gaussianMixtureSampler } from './gaussianMixtureSampler.ts';
import { expectationMaximization } from './mixture/expectationMaximization.ts';
import { rowsOf } from './mixture/rowsOf.ts';

interface End {
  iterations: number;
  weights: number[];
  means: number[][];
  covariances: number[][][];
  logLikelihood: number;
  logDensity: number[];
}
interface Started {
  name: string;
  regularization: number;
  codes: number[][];
  start: { weights: number[]; means: number[][] };
  ends: End[];
}
interface Golden {
  started: Started[];
  best: { name: string; components: number; codes: number[][]; logLikelihood: number }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL('../testdata/gaussianMixture.json', import.meta.url), 'utf8'));

const vectors = (rows: readonly number[][]) => ({ values: rows.flat(), shape: [rows.length, rows[0]?.length ?? 0] });

/** Relative to the greatest number of what is expected. */
function expectClose(received: ArrayLike<number>, wanted: readonly number[], relative: number): void {
  const scale = Math.max(...wanted.map(Math.abs));
  expect(received.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(Math.abs((received[i] as number) - value)).toBeLessThan(relative * scale);
  });
}

describe.each(golden.started)('EM on $name', ({ codes, start, ends, regularization }) => {
  const [rows, size] = [codes.length, codes[0]?.length as number];
  const identity = Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  const estimate = {
    weights: Float64Array.from(start.weights),
    means: Float64Array.from(start.means.flat()),
    covariances: Float64Array.from(start.weights.flatMap(() => identity)),
  };

  it.each(ends)('is scikit-learn’s from the same start after $iterations iterations', (end) => {
    const data = { values: Float64Array.from(codes.flat()), rows, size };
    const options = { tolerance: 0, maxIterations: end.iterations, regularization };
    const { estimate: reached, logLikelihood } = expectationMaximization('test', data, estimate, options);
    expectClose(reached.weights, end.weights, 1e-8);
    expectClose(reached.means, end.means.flat(), 1e-8);
    expectClose(reached.covariances, end.covariances.flat(2), 1e-8);
    expect(logLikelihood).toBeCloseTo(end.logLikelihood, 8);
    const restored = gaussianMixtureSampler({ components: start.weights.length }).from({
      weights: [...reached.weights],
      means: rowsOf(reached.means, size),
      covariances: end.covariances,
    });
    expectClose(restored.logDensity(vectors(codes.slice(0, 5))), end.logDensity, 1e-6);
  });
});

describe('gaussianMixtureSampler', () => {
  it.each(golden.best)(
    'reaches the best of 20 starts of scikit-learn on $name',
    ({ codes, components, logLikelihood }) => {
      for (const seed of [0, 1, 2]) {
        const fitted = gaussianMixtureSampler({ components, restarts: 5 }).fit(vectors(codes), { seed });
        expect(fitted.converged).toBe(true);
        expect(fitted.logLikelihood).toBeGreaterThan(logLikelihood - 0.01);
        const logDensity = fitted.logDensity(vectors(codes));
        expect(logDensity.reduce((sum, value) => sum + value, 0) / codes.length).toBeCloseTo(fitted.logLikelihood, 10);
      }
    },
  );

  const twoHeaps = { values: [0, 1, 2, 10, 11, 12], shape: [6, 1] };

  it('is the same fit for a seed', () => {
    const fit = (seed: number) => gaussianMixtureSampler({ components: 2 }).fit(twoHeaps, { seed }).parameters;
    expect(fit(1)).toEqual(fit(1));
  });

  it('gains likelihood with each iteration', () => {
    const [{ codes }] = golden.best as [Golden['best'][number]];
    const after = (maxIterations: number) =>
      gaussianMixtureSampler({ components: 5, restarts: 1, tolerance: 0, maxIterations }).fit(vectors(codes))
        .logLikelihood;
    const curve = [1, 2, 3, 5, 8].map(after);
    expect(curve).toEqual([...curve].sort((a, b) => a - b));
  });

  it('with one component is the normal of greatest likelihood, its variance of n', () => {
    const { parameters } = gaussianMixtureSampler({ components: 1, regularization: 0 }).fit(twoHeaps);
    expect(parameters.means[0]?.[0]).toBeCloseTo(6, 12);
    expect(parameters.covariances[0]?.[0]?.[0]).toBeCloseTo(154 / 6, 12);
  });

  it('survives fewer different codes than components', () => {
    const fitted = gaussianMixtureSampler({ components: 3 }).fit({ values: [4, 4, 4, 4, 7], shape: [5, 1] });
    expect(fitted.parameters.weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    const drawn = fitted.sample(50, { seed: 1 }).values;
    expect(drawn.every((z) => Math.min(Math.abs(z - 4), Math.abs(z - 7)) < 0.01)).toBe(true);
  });

  it('refuses fewer codes than components, and options that are none', () => {
    expect(() => gaussianMixtureSampler({ components: 9 }).fit(twoHeaps)).toThrow(
      'gaussianMixtureSampler.fit: expected at least 9 codes for 9 components, received 6. Pass more codes, or ask for fewer components.',
    );
    expect(() => gaussianMixtureSampler({ components: 0 })).toThrow(
      'gaussianMixtureSampler: expected components to be a whole number of at least 1, received 0. Pass components as such a number.',
    );
    expect(() => gaussianMixtureSampler({ components: 1, regularization: -1 })).toThrow(
      'gaussianMixtureSampler: expected regularization to be a finite number of at least 0, received -1. Leave regularization out for its default.',
    );
  });

  it('refuses weights that are not shares', () => {
    const from = (weights: number[]) =>
      gaussianMixtureSampler({ components: 2 }).from({ weights, means: [[0], [1]], covariances: [[[1]], [[1]]] });
    expect(from([0.5, 0.5]).size).toBe(1);
    expect(() => from([1.5, -0.5])).toThrow(
      'gaussianMixtureSampler.from: expected non-negative weights that sum to 1, received 1.5,-0.5. Pass parameters as a fitted sampler gives them.',
    );
    expect(() => from([1])).toThrow(
      'gaussianMixtureSampler.from, weights: expected 1 × 2 numbers, received a row of 1.',
    );
  });

  it('without regularisation refuses a component that collapses', () => {
    const flat = { values: [0, 5, 1, 5, 2, 5], shape: [3, 2] };
    expect(() => gaussianMixtureSampler({ components: 1, regularization: 0 }).fit(flat)).toThrow(
      'gaussianMixtureSampler, logDensity: expected codes that vary in all 2 dimensions',
    );
  });
});
