import { gaussianMixtureSampler } from '@latentkit/samplers';
import type { Mixture } from '../index.ts';

const components = 10;

/** Latent dimensions above which a mixture of full covariances takes too long to be waited for. */
const mostNumbers = 32;

/** Multiplications that a covariance of all codes may take. */
const mostWork = 8e5;

/**
 * A mixture of ten Gaussians fitted to the first codes; undefined where codes are of too many numbers, or fewer than Gaussians.
 *
 * @param codes [rows, size]
 */
export function fittedMixture(codes: Float32Array, size: number): Mixture | undefined {
  const rows = Math.min(codes.length / size, 4000, Math.floor(mostWork / size ** 2));
  if (size > mostNumbers || rows < 2 * components) return undefined;
  const sampler = gaussianMixtureSampler({ components, restarts: 1, tolerance: 1e-3, maxIterations: 30 });
  const { parameters } = sampler.fit({ values: codes.subarray(0, rows * size), shape: [rows, size] });
  const { weights, means, covariances } = parameters;
  return { weights, means, factors: covariances.map(cholesky) };
}

/** Lower triangular L of Σ = LLᵀ, row by row; along a direction that does not vary it is 0. */
export function cholesky(sigma: readonly (readonly number[])[]): number[] {
  const size = sigma.length;
  const l = new Float64Array(size * size);
  const at = (i: number, j: number) => l[i * size + j] as number;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = sigma[i]?.[j] as number;
      for (let k = 0; k < j; k++) rest -= at(i, k) * at(j, k);
      if (i === j) l[i * size + i] = Math.sqrt(Math.max(0, rest));
      else l[i * size + j] = at(j, j) > 0 ? rest / at(j, j) : 0;
    }
  }
  return [...l];
}
