import { describe, expect, it } from 'vitest';
import golden from '../../testdata/frechet_distance.json';
import { stored } from '../../testing/golden.ts';
import { frechetDistance } from './frechetDistance.ts';
import { momentsOf } from './momentsOf.ts';

const { inputs, expected: wanted } = golden;
const given = (mean: { data: number[] }, covariance: { data: number[] }) => ({
  mean: Float64Array.from(mean.data),
  covariance: Float64Array.from(covariance.data),
});
const diagonal = (variances: readonly number[]) => ({
  mean: new Float64Array(variances.length),
  covariance: Float64Array.from(variances.flatMap((v, i) => variances.map((_, j) => (i === j ? v : 0)))),
});
const closeTo = (received: number, value: number) =>
  expect(Math.abs(received - value)).toBeLessThanOrEqual(1e-9 + 1e-8 * Math.abs(value));

describe('momentsOf', () => {
  it('is the golden mean and covariance', () => {
    const { mean, covariance } = momentsOf(stored(inputs.features_a));
    for (const [i, value] of wanted.features.mean_a.data.entries()) closeTo(mean[i] as number, value);
    for (const [i, value] of wanted.features.cov_a.data.entries()) closeTo(covariance[i] as number, value);
  });

  it('loses nothing by an offset, and takes a table’s scale', () => {
    const { values, shape } = stored(inputs.features_b);
    const moved = momentsOf({ values: Array.from(values, (x) => 3 * x + 1e6), shape, scale: 1 / 3 });
    for (const [i, value] of wanted.features.cov_b.data.entries()) expect(moved.covariance[i]).toBeCloseTo(value, 8);
  });

  it('refuses one row', () => {
    expect(() => momentsOf({ values: [1, 2], shape: [1, 2] })).toThrow(
      'momentsOf: expected at least 2 rows, received 1. Pass the vectors of a whole split.',
    );
  });
});

describe('frechetDistance', () => {
  const first = given(inputs.mu1, inputs.cov1);
  const second = given(inputs.mu2, inputs.cov2);

  it('is the golden distance', () => {
    const [a, b] = [momentsOf(stored(inputs.features_a)), momentsOf(stored(inputs.features_b))];
    closeTo(frechetDistance(a, b), wanted.features.distance);
    closeTo(frechetDistance(first, second), wanted.given.distance);
    closeTo(frechetDistance(first, first), wanted.identical);
  });

  it('is Σ (√v₁ − √v₂)² for diagonal covariances, and ‖μ₁ − μ₂‖² for equal ones', () => {
    const [p, q] = [diagonal(inputs.diag1.data), diagonal(inputs.diag2.data)];
    const sum = inputs.diag1.data.reduce(
      (s, v, i) => s + (Math.sqrt(v) - Math.sqrt(inputs.diag2.data[i] as number)) ** 2,
      0,
    );
    closeTo(frechetDistance(p, q), sum);
    closeTo(frechetDistance({ ...p, mean: Float64Array.of(1, 2, 2) }, p), 9);
  });

  it('is the same both ways, for singular covariances too', () => {
    const flat = given(inputs.mu1, inputs.rank1_cov);
    closeTo(frechetDistance(first, second), frechetDistance(second, first));
    closeTo(frechetDistance(flat, second), wanted.rank1_vs_cov2);
    closeTo(frechetDistance(second, flat), wanted.rank1_vs_cov2);
    closeTo(frechetDistance(flat, flat), 0);
  });

  it('refuses Gaussians of two sizes', () => {
    expect(() => frechetDistance(first, diagonal([1, 2]))).toThrow(
      'frechetDistance: expected two means [size] and two covariances [size, size], ' +
        'received means of 3 and 2 numbers, covariances of 9 and 4. Pass momentsOf of vectors of one size.',
    );
  });
});
