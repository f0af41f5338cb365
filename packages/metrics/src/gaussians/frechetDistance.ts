import { expected } from '@latentkit/errors';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Moments } from './momentsOf.ts';

/**
 * ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁ Σ₂)^½): the squared Fréchet (2-Wasserstein) distance between two Gaussians, as FID takes it of features.
 *
 * The trace of the root is that of (Σ₁^½ Σ₂ Σ₁^½)^½, which is symmetric, so singular covariances are no special case. Costs two
 * eigendecompositions of [size, size].
 *
 * @param first mean [size] and covariance [size, size], e.g. `momentsOf(features)`
 * @param second likewise
 * @returns a number from 0, in squared units of the vectors
 * @throws SHAPE for Gaussians of two sizes
 * @see Dowson & Landau, 1982; Heusel et al., "GANs trained by a two time-scale update rule", 2017
 * @example
 * const real = momentsOf({ values: [0, 1, 2], shape: [3, 1] });
 * const generated = momentsOf({ values: [5, 6, 7], shape: [3, 1] });
 * frechetDistance(real, generated); // 25
 */
export function frechetDistance(first: Moments, second: Moments): number {
  const size = first.mean.length;
  const wanted = [size, size * size, size * size];
  const received = [second.mean.length, first.covariance.length, second.covariance.length];
  if (size === 0 || wanted.some((length, i) => length !== received[i])) {
    throw expected({
      where: 'frechetDistance',
      expected: 'two means [size] and two covariances [size, size]',
      received: `means of ${size} and ${received[0]} numbers, covariances of ${received[1]} and ${received[2]}`,
      todo: 'Pass momentsOf of vectors of one size.',
      code: 'SHAPE',
    });
  }
  const [sigma1, sigma2] = [symmetric(first.covariance, size), symmetric(second.covariance, size)];
  const means = first.mean.reduce((sum, value, j) => sum + (value - (second.mean[j] as number)) ** 2, 0);
  const root = squareRoot(sigma1);
  const inner = symmetric(Float64Array.from(root.mmul(sigma2).mmul(root).to1DArray()), size);
  const traceOfRoot = eigenvaluesOf(inner).values.reduce((sum, value) => sum + Math.sqrt(value), 0);
  // Rounding may leave less than 0 between equals.
  return Math.max(0, means + sigma1.trace() + sigma2.trace() - 2 * traceOfRoot);
}

function symmetric(values: Float64Array, size: number): Matrix {
  const matrix = Matrix.from1DArray(size, size, values);
  return Matrix.add(matrix, matrix.transpose()).mul(0.5);
}

/** V √Λ Vᵀ */
function squareRoot(sigma: Matrix): Matrix {
  const { values, vectors } = eigenvaluesOf(sigma);
  return vectors.clone().mulRowVector(values.map(Math.sqrt)).mmul(vectors.transpose());
}

/** What rounding leaves of a zero eigenvalue, on either side of it, is zero: its root would count. */
function eigenvaluesOf(sigma: Matrix): { values: number[]; vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(sigma, { assumeSymmetric: true });
  const zero = sigma.rows * Number.EPSILON * Math.max(...realEigenvalues.map(Math.abs));
  return { values: realEigenvalues.map((value) => (value > zero ? value : 0)), vectors: eigenvectorMatrix };
}
