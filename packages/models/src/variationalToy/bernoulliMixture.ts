import { checkOptions, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

/** p(z) = Bernoulli(p), p(x|z) = N(μ_z, σ²): an observed number x and one hidden bit z. */
export interface BernoulliMixture {
  /** p: the probability of z = 1. */
  readonly rate: number;
  /** μ₀ and μ₁. */
  readonly means: readonly [number, number];
  /** σ. */
  readonly standardDeviation: number;
}

/** @throws OPTION for a mixture that is not valid */
export function checkMixture(where: string, { rate, means, standardDeviation }: BernoulliMixture): void {
  checkOptions(where, { rate }, ranges.betweenZeroAndOne);
  checkOptions(where, { standardDeviation }, ranges.positive);
  if (means.length === 2 && means.every(Number.isFinite)) return;
  throw expected({
    where: `${where}, means`,
    expected: 'two finite numbers',
    received: `[${means}]`,
    todo: 'Give both means, μ₀ and μ₁.',
    code: 'OPTION',
  });
}

/** log p(x, z) = log p(z) + log p(x|z), for z = 0 and z = 1, in nats. */
export function logJoint(x: number, { rate, means, standardDeviation }: BernoulliMixture): [number, number] {
  const logNormal = (mean: number) =>
    -0.5 * ((x - mean) / standardDeviation) ** 2 - Math.log(standardDeviation) - 0.5 * Math.log(2 * Math.PI);
  return [Math.log(1 - rate) + logNormal(means[0]), Math.log(rate) + logNormal(means[1])];
}

/** log p(x) = log Σ_z p(x, z), in nats: two terms, so it can be had; with many hidden bits it could not. */
export function logEvidence(x: number, mixture: BernoulliMixture): number {
  const [off, on] = logJoint(x, mixture);
  const most = Math.max(off, on);
  return most + Math.log(Math.exp(off - most) + Math.exp(on - most));
}
