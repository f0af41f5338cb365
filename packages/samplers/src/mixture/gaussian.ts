import { cholesky } from './cholesky.ts';
import { noDensity } from './noDensity.ts';

/** N(μ, Σ) as one component of a mixture. */
export interface Gaussian {
  /** into[at + j] = (μ + L ε)ⱼ where L Lᵀ = Σ and ε = noise[at …]. */
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
  const { values: root, rank } = cholesky(covariance, size);
  const draw: Gaussian['draw'] = (noise, into, at) => {
    for (let j = 0; j < size; j++) {
      let sum = mean[j] as number;
      for (let k = 0; k < rank; k++) sum += (root[j * size + k] as number) * (noise[at + k] as number);
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
  // log N = −½ (size·log 2π + log |Σ| + ‖y‖²) with L y = z − μ.
  let constant = -0.5 * size * LOG_2_PI;
  for (let j = 0; j < size; j++) constant -= Math.log(root[j * size + j] as number);
  const y = new Float64Array(size);
  return {
    draw,
    logDensity(values, at, floor = -Infinity) {
      const most = 2 * (constant - floor);
      let squares = 0;
      for (let j = 0; j < size; j++) {
        let rest = (values[at + j] as number) - (mean[j] as number);
        for (let k = 0; k < j; k++) rest -= (root[j * size + k] as number) * (y[k] as number);
        y[j] = rest / (root[j * size + j] as number);
        squares += (y[j] as number) ** 2;
        if (squares > most) return -Infinity;
      }
      return constant - 0.5 * squares;
    },
  };
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
