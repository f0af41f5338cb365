import { checkOptions, ranges } from '@latentkit/core/internal';
import { type BernoulliMixture, checkMixture, logEvidence, logJoint } from './bernoulliMixture.ts';

/** Series, one number per step, the start first; all in nats but q. */
export interface VariationalInference {
  /** q(z = 1|x) of the approximation. */
  readonly q: readonly number[];
  /** L(q) = E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)), which rises. */
  readonly elbo: readonly number[];
  /** KL(q(z|x) ‖ p(z|x)), which falls. */
  readonly divergence: readonly number[];
  /** log p(x), which stays: elbo + divergence. */
  readonly logEvidence: readonly number[];
  /** Σ_z q(z|x) log p(x|z), the first part of L. */
  readonly expectedLogLikelihood: readonly number[];
  /** KL(q(z|x) ‖ p(z)), the second part of L. */
  readonly divergenceToPrior: readonly number[];
}

/**
 * The toy of variational inference: q(z|x) = Bernoulli(σ(φ)) climbs the ELBO of one observed number, step by step, φ ← φ + η dL/dφ.
 *
 *     log p(x) = KL(q(z|x) ‖ p(z|x)) + L(q),   L(q) = E_q[log p(x|z)] − KL(q(z|x) ‖ p(z))
 *
 * Each of the three is computed by its own formula, in float64, so that the identity is seen and not assumed.
 *
 * @param options.x what is observed
 * @param options.start q(z = 1|x) before the first step
 * @param options.learningRate η
 * @returns series of steps + 1 numbers, to be drawn
 * @throws OPTION for an option outside of its range
 * @see the lecture on variational auto-encoders, « Trouver la distribution latente » and « ELBO »
 * @example
 * const mixture = { rate: 0.3, means: [-1, 2], standardDeviation: 1 } as const;
 * const { logEvidence, divergence, elbo } = variationalInference({ mixture, x: 1, steps: 50 });
 */
export function variationalInference({
  mixture,
  x,
  start = 0.5,
  steps = 100,
  learningRate = 1,
}: {
  mixture: BernoulliMixture;
  x: number;
  start?: number;
  steps?: number;
  learningRate?: number;
}): VariationalInference {
  const where = 'variationalInference';
  checkMixture(where, mixture);
  checkOptions(where, { x }, { words: 'a finite number', holds: Number.isFinite });
  checkOptions(where, { start }, ranges.betweenZeroAndOne);
  checkOptions(where, { steps }, ranges.count);
  checkOptions(where, { learningRate }, ranges.positive);
  const prior = [1 - mixture.rate, mixture.rate] as const;
  const joint = logJoint(x, mixture);
  const likelihood = joint.map((value, z) => value - Math.log(prior[z as 0 | 1])) as [number, number];
  // p(z = 1|x) = σ(log p(x, 1) − log p(x, 0))
  const posterior = joint[1] - joint[0];

  const phis = [logit(start)];
  for (let step = 0; step < steps; step++) {
    const phi = phis[step] as number;
    // dL/dφ = q(1 − q) · (log p(x, 1) − log p(x, 0) − φ)
    phis.push(phi + learningRate * sigmoid(phi) * sigmoid(-phi) * (posterior - phi));
  }
  const q = phis.map(sigmoid);
  const expectedLogLikelihood = q.map((on) => (1 - on) * likelihood[0] + on * likelihood[1]);
  const divergenceToPrior = phis.map((phi) => bernoulliDivergence(phi, logit(mixture.rate)));
  return {
    q,
    expectedLogLikelihood,
    divergenceToPrior,
    elbo: expectedLogLikelihood.map((value, step) => value - (divergenceToPrior[step] as number)),
    divergence: phis.map((phi) => bernoulliDivergence(phi, posterior)),
    logEvidence: q.map(() => logEvidence(x, mixture)),
  };
}

const sigmoid = (phi: number) => 1 / (1 + Math.exp(-phi));
const logit = (q: number) => Math.log(q) - Math.log1p(-q);
/** log(1 + exp φ) = −log σ(−φ) */
const softplus = (phi: number) => Math.max(phi, 0) + Math.log1p(Math.exp(-Math.abs(phi)));

/** KL(q ‖ p) = q log q/p + (1 − q) log (1 − q)/(1 − p) of q = σ(φ) and p = σ(ψ), finite where p rounds to 0 or 1. */
function bernoulliDivergence(phi: number, psi: number): number {
  return sigmoid(phi) * (softplus(-psi) - softplus(-phi)) + sigmoid(-phi) * (softplus(psi) - softplus(phi));
}
