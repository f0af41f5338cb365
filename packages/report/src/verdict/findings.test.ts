import { table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { deadEntries, identity, posteriorCollapse, unusedDimensions } from './codes.ts';
import type { Course, Observed } from './observed.ts';
import { outliers } from './outliers.ts';
import { overfit, underTrained } from './training.ts';

const rows = 100;
/** A spread of numbers around `mean`, the same in each call. */
const around = (mean: number) =>
  Float32Array.from({ length: rows }, (_, i) => mean * (0.9 + 0.2 * (((i * 37) % 100) / 100)));

/** A model that halves nothing wrong: errors a tenth of the mean's, both latent dimensions in use. */
const good: Observed = {
  train: table(
    Float32Array.from({ length: 3 * rows }, (_, i) => Math.sin(i * 1.7)),
    [rows, 3],
  ),
  trainErrors: around(1),
  testErrors: around(1.05),
  meanErrors: Float64Array.from(around(10)),
  noDataErrors: [around(20), around(30)],
  codes: { values: Float32Array.from({ length: 2 * rows }, (_, i) => Math.cos(i)), shape: [rows, 2] },
};

function course(tests: readonly number[], losses: readonly number[] = []): Course {
  const epochs = tests.map((perExample, i) => ({
    epoch: i + 1,
    trainCost: perExample,
    test: { perExample, perPixel: perExample, examples: rows, terms: {} },
    seconds: 1,
    examplesPerSecond: 1,
  }));
  return { epochs, losses, spec: { model: 'vae', epochs: tests.length } as unknown as Course['spec'] };
}
const settled = course([10, 3, 2, 1.5, 1.41, 1.4]);

describe('a verdict', () => {
  it('finds nothing in a good run', () => {
    const found = [
      underTrained(settled, good),
      overfit(settled, good),
      identity(good),
      unusedDimensions(good),
      outliers(good),
    ];
    expect(found).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('finds a loss that still falls, over epochs or within one', () => {
    expect(underTrained(course([10, 8, 6, 5, 4]), good)?.tells).toBe(
      'The loss still fell by 16.7 % per epoch at the end.',
    );
    const cosine = course([10, 8, 6, 5, 4]);
    const scheduled = { ...cosine, spec: { ...cosine.spec, schedule: 'cosine' } as Course['spec'] };
    expect([course([10, 8, 6, 5, 4]), scheduled].map((one) => underTrained(one, good)?.help)).toEqual([
      'Continue with `latentkit resume <run> --epochs 10`.',
      'Train a new run with `--epochs 10`.',
    ]);
    const short = { ...course([10, 5]), spec: scheduled.spec };
    expect([course([10, 5]), short].map((one) => underTrained(one, good)?.fault)).toEqual(['under-trained', undefined]);
    const falling = Array.from({ length: 40 }, (_, i) => 10 - i / 8);
    expect(underTrained(course([5], falling), good)?.fault).toBe('under-trained');
    expect(
      underTrained(
        course(
          [5],
          falling.map(() => 5),
        ),
        good,
      ),
    ).toBeUndefined();
  });

  it('finds a model that knows no more than the mean', () => {
    expect(underTrained(settled, { ...good, testErrors: around(9.8) })?.tells).toMatch(/is 98 % of what the mean/);
  });

  it('compares with the mean of nothing where all rows are the same', () => {
    const same = { ...good, testErrors: around(0.1), meanErrors: Float64Array.from(good.meanErrors, () => 0) };
    expect(underTrained(settled, same)).toBeUndefined();
  });

  it('finds a gap between training and test, and a test loss that rises', () => {
    expect(overfit(settled, { ...good, testErrors: around(2) })?.fault).toBe('overfit');
    expect(overfit(course([10, 2, 3, 4]), good)?.tells).toBe('The test loss rose from 2 (epoch 2) to 4 at the end.');
  });

  it('finds a posterior that does not depend on the input', () => {
    const still = { values: new Float32Array(2 * rows), shape: [rows, 2] };
    expect(posteriorCollapse({ ...good, codes: still, divergence: Float64Array.of(0, 0) })?.tells).toMatch(/^0 of 2 /);
    expect(posteriorCollapse({ ...good, divergence: Float64Array.of(2, 2) })).toBeUndefined();
    expect(unusedDimensions({ ...good, codes: still })?.tells).toBe(
      '2 of 2 latent dimensions are the same for every input.',
    );
  });

  it('finds the identity of an over-complete model alone', () => {
    const copies = { ...good, noDataErrors: [around(1), around(1)] };
    expect(identity(copies)).toBeUndefined();
    const wide = { values: Float32Array.from({ length: 3 * rows }, (_, i) => i), shape: [rows, 3] };
    // A tenth of the error of the mean is no copy; a hundredth is one.
    expect(identity({ ...copies, codes: wide })?.fault).toBe('data not told from noise');
    const [testErrors, noDataErrors] = [around(0.1), [around(0.1), around(0.1)]];
    expect(identity({ ...copies, testErrors, noDataErrors, codes: wide })?.fault).toBe('identity');
  });

  it('finds a codebook of which little is used', () => {
    expect(deadEntries([0, 1, 0, 1], 16)?.tells).toBe(
      '14 of 16 codebook entries are never used (87.5 %); perplexity 2.',
    );
    expect(deadEntries([0, 1, 2, 3], 4)).toBeUndefined();
    // Perplexity 1.6 of 16, as of images that are background for the most part
    expect(deadEntries([...Array(150).fill(0), ...Array(16).keys()], 16)).toBeUndefined();
  });

  it('finds a row far from the others, by its error or by a value', () => {
    const errors = good.trainErrors.slice();
    errors[7] = 1000;
    expect(outliers({ ...good, trainErrors: errors })?.tells).toMatch(/1 of 100 .* row 7 \(error 1000/);
    const values = Float32Array.from(good.train.values);
    values[3 * 9 + 1] = 500;
    expect(outliers({ ...good, train: table(values, [rows, 3]) })?.tells).toMatch(/row 9 /);
  });
});
