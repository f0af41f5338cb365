import type { Codes, Estimate } from './estimate.ts';

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
  const centred = new Float64Array(size);
  for (let k = 0; k < components; k++) {
    const mean = means.subarray(k * size, (k + 1) * size);
    const covariance = covariances.subarray(k * size * size, (k + 1) * size * size);
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const r = responsibilities[i * components + k] as number;
      total += r;
      if (r < negligible) continue;
      for (let j = 0; j < size; j++) mean[j] = (mean[j] as number) + r * (values[i * size + j] as number);
    }
    const share = total > 0 ? 1 / total : 0;
    for (let j = 0; j < size; j++) mean[j] = (mean[j] as number) * share;
    for (let i = 0; i < rows; i++) {
      const r = responsibilities[i * components + k] as number;
      if (r < negligible) continue;
      for (let j = 0; j < size; j++) centred[j] = (values[i * size + j] as number) - (mean[j] as number);
      addLowerProduct(covariance, centred, r * share);
    }
    mirrorWithRidge(covariance, size, regularization);
    weights[k] = total / rows;
  }
  return { weights, means, covariances };
}

/** The lower triangle of matrix + factor · x xᵀ, in place. */
function addLowerProduct(matrix: Float64Array, x: Float64Array, factor: number): void {
  const size = x.length;
  for (let a = 0; a < size; a++) {
    const scaled = factor * (x[a] as number);
    for (let b = 0; b <= a; b++) matrix[a * size + b] = (matrix[a * size + b] as number) + scaled * (x[b] as number);
  }
}

function mirrorWithRidge(matrix: Float64Array, size: number, ridge: number): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) matrix[b * size + a] = matrix[a * size + b] as number;
    matrix[a * size + a] = (matrix[a * size + a] as number) + ridge;
  }
}
