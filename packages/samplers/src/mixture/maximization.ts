import type { Codes, Estimate } from './estimate.ts';
import { productSum } from './productSum.ts';

/** A code that belongs to a component by less moves its mean and covariance by less than rounding does. */
const negligible = 1e-16;

/**
 * The M-step: what makes Σᵢₖ rᵢₖ log(wₖ N(zᵢ; μₖ, Σₖ)) greatest. With Nₖ = Σᵢ rᵢₖ
 *
 *     wₖ = Nₖ / n,   μₖ = Σᵢ rᵢₖ zᵢ / Nₖ,   Σₖ = Σᵢ rᵢₖ (zᵢ − μₖ)(zᵢ − μₖ)ᵀ / Nₖ + regularization · I
 *
 * A component that no code belongs to has weight 0, mean 0 and the covariance regularization · I.
 *
 * @param responsibilities r [rows, components]
 */
export function maximization(
  { values, rows, size }: Codes,
  responsibilities: Float64Array,
  { components, regularization }: { components: number; regularization: number },
): Estimate {
  const weights = new Float64Array(components);
  const means = new Float64Array(components * size);
  const covariances = new Float64Array(components * size * size);
  // From the first code on: a number that never varies has itself as its mean, to the last bit, and a variance of 0.
  const from = (i: number, j: number) => (values[i * size + j] as number) - (values[j] as number);
  for (let k = 0; k < components; k++) {
    const mean = means.subarray(k * size, (k + 1) * size);
    const covariance = covariances.subarray(k * size * size, (k + 1) * size * size);
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const r = responsibilities[i * components + k] as number;
      total += r;
      if (r < negligible) continue;
      for (let j = 0; j < size; j++) mean[j] = (mean[j] as number) + r * from(i, j);
    }
    const share = total > 0 ? 1 / total : 0;
    if (total > 0) for (let j = 0; j < size; j++) mean[j] = (values[j] as number) + (mean[j] as number) * share;
    const products = productSum(size);
    for (let i = 0; i < rows; i++) {
      const r = responsibilities[i * components + k] as number;
      if (r >= negligible) products.add(values, i * size, mean, r * share);
    }
    products.into(covariance);
    mirrorWithRidge(covariance, size, regularization);
    weights[k] = total / rows;
  }
  return { weights, means, covariances };
}

function mirrorWithRidge(matrix: Float64Array, size: number, ridge: number): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) matrix[b * size + a] = matrix[a * size + b] as number;
    matrix[a * size + a] = (matrix[a * size + a] as number) + ridge;
  }
}
