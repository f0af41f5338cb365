import { CholeskyDecomposition, EigenvalueDecomposition, Matrix, solve } from 'ml-matrix';
import { noDensity } from './noDensity.ts';

/** N(μ, Σ) as one component of a mixture. */
export interface Gaussian {
  /** into[at + j] = (μ + A ε)ⱼ where A Aᵀ = Σ and ε = noise[at …]. */
  draw(noise: Float32Array, into: Float32Array, at: number): void;
  /** log N(z; μ, Σ) of z = values[at …], in nats; −Infinity may stand for what is below `floor`, which saves most of the time. */
  logDensity(values: Float64Array, at: number, floor?: number): number;
}

const LOG_2_PI = Math.log(2 * Math.PI);

/**
 * A Gaussian of a full covariance, which may be singular: samples then stay in the subspace that it spans.
 *
 * @param mean μ [size]
 * @param covariance Σ [size, size]
 * @throws SINGULAR on `logDensity` of a covariance that is not of full rank
 */
export function gaussian(where: string, mean: Float64Array, covariance: Float64Array): Gaussian {
  const size = mean.length;
  const given = Matrix.from1DArray(size, size, covariance);
  // Symmetric to the last bit, which a covariance from a file need not be.
  const sigma = Matrix.add(given, given.transpose()).mul(0.5);
  const { root, rank } = squareRoot(sigma);
  const a = Float64Array.from(root.to1DArray());
  const draw: Gaussian['draw'] = (noise, into, at) => {
    for (let j = 0; j < size; j++) {
      let sum = mean[j] as number;
      for (let k = 0; k < size; k++) sum += (a[j * size + k] as number) * (noise[at + k] as number);
      into[at + j] = sum;
    }
  };
  if (rank < size) {
    return {
      draw,
      logDensity: () => {
        throw noDensity(where, rank, size);
      },
    };
  }
  // log N = −½ (size·log 2π + log |Σ| + ‖A⁻¹ (z − μ)‖²), A lower triangular.
  const inverse = Float64Array.from(solve(root, Matrix.eye(size)).to1DArray());
  const constant = -0.5 * size * LOG_2_PI - root.diagonal().reduce((sum, pivot) => sum + Math.log(pivot), 0);
  const centred = new Float64Array(size);
  return {
    draw,
    logDensity(values, at, floor = -Infinity) {
      for (let j = 0; j < size; j++) centred[j] = (values[at + j] as number) - (mean[j] as number);
      const most = 2 * (constant - floor);
      let squares = 0;
      for (let j = 0; j < size; j++) {
        let y = 0;
        for (let k = 0; k <= j; k++) y += (inverse[j * size + k] as number) * (centred[k] as number);
        squares += y * y;
        if (squares > most) return -Infinity;
      }
      return constant - 0.5 * squares;
    },
  };
}

/** A with A Aᵀ = Σ: Cholesky's where Σ has full rank, V √Λ of its eigenvectors where it has not. */
function squareRoot(sigma: Matrix): { root: Matrix; rank: number } {
  const size = sigma.rows;
  // What rounding leaves of a zero pivot.
  const zero = size * Number.EPSILON * Math.max(...sigma.diagonal());
  const cholesky = new CholeskyDecomposition(sigma);
  const root = cholesky.lowerTriangularMatrix;
  if (cholesky.isPositiveDefinite() && root.diagonal().every((pivot) => pivot * pivot > zero)) {
    return { root, rank: size };
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(sigma, { assumeSymmetric: true });
  const kept = realEigenvalues.map((value) => (value > zero ? Math.sqrt(value) : 0));
  return { root: eigenvectorMatrix.mulRowVector(kept), rank: kept.filter((value) => value > 0).length };
}

/**
 * A Gaussian of a diagonal covariance.
 *
 * @param mean μ [size]
 * @param logVariance log v [size]
 */
export function diagonalGaussian(mean: Float64Array, logVariance: Float64Array): Gaussian {
  const size = mean.length;
  const deviation = logVariance.map((value) => Math.exp(value / 2));
  const constant = -0.5 * logVariance.reduce((sum, value) => sum + LOG_2_PI + value, 0);
  return {
    draw(noise, into, at) {
      for (let j = 0; j < size; j++) {
        into[at + j] = (mean[j] as number) + (deviation[j] as number) * (noise[at + j] as number);
      }
    },
    logDensity(values, at) {
      let squares = 0;
      for (let j = 0; j < size; j++) {
        squares += (((values[at + j] as number) - (mean[j] as number)) / (deviation[j] as number)) ** 2;
      }
      return constant - 0.5 * squares;
    },
  };
}
