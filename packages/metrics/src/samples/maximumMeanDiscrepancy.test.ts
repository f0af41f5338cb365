import { describe, expect, it } from 'vitest';
import golden from '../../testdata/mmd.json';
import { stored } from '../../testing/golden.ts';
import { maximumMeanDiscrepancy } from './maximumMeanDiscrepancy.ts';
import { gaussianSimilarity, multiquadraticSimilarity } from './similarities.ts';

const [x, y] = [stored(golden.inputs.X), stored(golden.inputs.Y)];

describe('maximumMeanDiscrepancy', () => {
  it.each([
    ['gaussianSimilarity(0.5)', gaussianSimilarity(0.5), golden.expected['rbf_sigma_0.5']],
    ['gaussianSimilarity(1)', gaussianSimilarity(1), golden.expected['rbf_sigma_1.0']],
    ['gaussianSimilarity(2)', gaussianSimilarity(2), golden.expected['rbf_sigma_2.0']],
    ['gaussianSimilarity(0.5, 1, 2)', gaussianSimilarity(0.5, 1, 2), golden.expected['rbf_sum_0.5_1_2']],
    ['multiquadraticSimilarity(6)', multiquadraticSimilarity(6), golden.expected.imq_C6],
  ])('is the golden one with %s', (_, kernel, { biased, unbiased }) => {
    expect(maximumMeanDiscrepancy(x, y, { kernel, biased: true })).toBeCloseTo(biased, 12);
    expect(maximumMeanDiscrepancy(x, y, { kernel })).toBeCloseTo(unbiased, 12);
    expect(maximumMeanDiscrepancy(y, x, { kernel })).toBeCloseTo(unbiased, 12);
  });

  it('is 0 between a sample and itself, biased', () => {
    expect(maximumMeanDiscrepancy(x, x, { kernel: gaussianSimilarity(1), biased: true })).toBeCloseTo(0, 15);
  });

  it('refuses vectors of two sizes, too few, and a width that is none', () => {
    const one = { values: [1, 2, 3], shape: [1, 3] };
    expect(() =>
      maximumMeanDiscrepancy(x, { values: [1, 2], shape: [1, 2] }, { kernel: gaussianSimilarity(1) }),
    ).toThrow(
      'maximumMeanDiscrepancy: expected vectors of one size, received sizes 3 and 2. Pass codes of one model, or of one feature map.',
    );
    expect(() => maximumMeanDiscrepancy(one, y, { kernel: gaussianSimilarity(1) })).toThrow(
      'maximumMeanDiscrepancy: expected at least 2 vectors on each side, received 1. Pass more, or biased: true.',
    );
    expect(() => gaussianSimilarity(0)).toThrow(
      'gaussianSimilarity: expected widths to be positive, received 0. Pass a positive number.',
    );
    expect(() => gaussianSimilarity()).toThrow('gaussianSimilarity: expected widths to be positive, received none.');
    expect(() => multiquadraticSimilarity(Number.NaN)).toThrow(
      'multiquadraticSimilarity: expected scale to be positive, received NaN.',
    );
  });
});
