import { describe, expect, it } from 'vitest';
import golden from '../../testdata/mmd.json';
import { stored } from '../../testing/golden.ts';
import { inverseMultiquadratic, rbf } from './kernels.ts';
import { maximumMeanDiscrepancy } from './maximumMeanDiscrepancy.ts';

const [x, y] = [stored(golden.inputs.X), stored(golden.inputs.Y)];

describe('maximumMeanDiscrepancy', () => {
  it.each([
    ['rbf(0.5)', rbf(0.5), golden.expected['rbf_sigma_0.5']],
    ['rbf(1)', rbf(1), golden.expected['rbf_sigma_1.0']],
    ['rbf(2)', rbf(2), golden.expected['rbf_sigma_2.0']],
    ['rbf(0.5, 1, 2)', rbf(0.5, 1, 2), golden.expected['rbf_sum_0.5_1_2']],
    ['inverseMultiquadratic(6)', inverseMultiquadratic(6), golden.expected.imq_C6],
  ])('is the golden one with %s', (_, kernel, { biased, unbiased }) => {
    expect(maximumMeanDiscrepancy(x, y, { kernel, biased: true })).toBeCloseTo(biased, 12);
    expect(maximumMeanDiscrepancy(x, y, { kernel })).toBeCloseTo(unbiased, 12);
    expect(maximumMeanDiscrepancy(y, x, { kernel })).toBeCloseTo(unbiased, 12);
  });

  it('is 0 between a sample and itself, biased', () => {
    expect(maximumMeanDiscrepancy(x, x, { kernel: rbf(1), biased: true })).toBeCloseTo(0, 15);
  });

  it('refuses vectors of two sizes, too few, and a width that is none', () => {
    const one = { values: [1, 2, 3], shape: [1, 3] };
    expect(() => maximumMeanDiscrepancy(x, { values: [1, 2], shape: [1, 2] }, { kernel: rbf(1) })).toThrow(
      'maximumMeanDiscrepancy: expected vectors of one size, received sizes 3 and 2. Pass codes of one model, or of one feature map.',
    );
    expect(() => maximumMeanDiscrepancy(one, y, { kernel: rbf(1) })).toThrow(
      'maximumMeanDiscrepancy: expected at least 2 vectors on each side, received 1. Pass more, or biased: true.',
    );
    expect(() => rbf(0)).toThrow('rbf: expected widths to be positive, received 0. Pass a positive number.');
    expect(() => rbf()).toThrow('rbf: expected widths to be positive, received none.');
    expect(() => inverseMultiquadratic(Number.NaN)).toThrow(
      'inverseMultiquadratic: expected scale to be positive, received NaN.',
    );
  });
});
