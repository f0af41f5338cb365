import type { Codes, Estimate } from './estimate.ts';
import { type Gaussian, gaussian } from './gaussian.ts';
import { logSumExp } from './logSumExp.ts';

/** Beside a term of e^a, one of e^(a − 40) is lost in float64. */
const lost = 40;

/**
 * The E-step: rᵢₖ = wₖ N(zᵢ; μₖ, Σₖ) / p(zᵢ), by way of logarithms.
 *
 * @param responsibilities r [rows, components], overwritten
 * @returns the mean over the codes of log p(zᵢ), in nats
 */
export function expectation(
  where: string,
  { values, rows, size }: Codes,
  estimate: Estimate,
  responsibilities: Float64Array,
): number {
  const components = gaussians(where, estimate, size);
  const logWeights = estimate.weights.map(Math.log);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const joint = responsibilities.subarray(i * components.length, (i + 1) * components.length);
    let greatest = -Infinity;
    for (let k = 0; k < components.length; k++) {
      const logWeight = logWeights[k] as number;
      const component = components[k] as Gaussian;
      joint[k] = logWeight + component.logDensity(values, i * size, greatest - logWeight - lost);
      greatest = Math.max(greatest, joint[k] as number);
    }
    const logDensity = logSumExp(joint);
    for (let k = 0; k < joint.length; k++) joint[k] = Math.exp((joint[k] as number) - logDensity);
    sum += logDensity;
  }
  return sum / rows;
}

export function gaussians(where: string, { weights, means, covariances }: Estimate, size: number): Gaussian[] {
  return Array.from(weights, (_, k) =>
    gaussian(
      where,
      means.subarray(k * size, (k + 1) * size),
      covariances.subarray(k * size * size, (k + 1) * size * size),
    ),
  );
}
