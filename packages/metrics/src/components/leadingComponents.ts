import { type HostArray, streams } from '@latentkit/core';
import { checkVectors, fillNormal, float64Vectors } from '@latentkit/core/internal';
import { counted, expected } from '@latentkit/errors';
import { EigenvalueDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import { pointed } from './pointed.ts';
import { timesCovariance } from './timesCovariance.ts';

const where = 'leadingComponents';

/** The first few principal components. */
export interface LeadingComponents {
  /** [size] */
  readonly mean: Float64Array;
  /** The variance along each, greatest first, of n − 1: [count] */
  readonly variances: Float64Array;
  /** One component per row, of length 1, its number of the greatest magnitude positive: [count, size] */
  readonly components: Float64Array;
  /** y [n, …] → its components about the mean [n, count]. */
  encode(vectors: HostArray<ArrayLike<number>>): HostArray;
}

/** Directions that are followed beside the wanted ones: the more, the fewer rounds. */
const beside = 8;
const mostRounds = 60;
/** ‖Σ u − λ u‖ as a share of the greatest λ, below which a component is taken. */
const tolerance = 1e-6;

/**
 * The directions of greatest variance without the covariance matrix: subspace iteration, ended by the residual of each direction. Where many
 * numbers make a vector it costs a small part of `principalComponents`: 2 of 1024 for 2000 vectors take about half a second, not 17.
 *
 * @param vectors [n, …], n ≥ 2
 * @param count from 1 to the numbers of a vector
 * @throws SHAPE, NOT_FINITE for no vectors, a single one, or one of another size; OPTION for a count that is not valid
 * @see Halko, Martinsson & Tropp, "Finding structure with randomness", 2011, algorithm 4.4
 * @example
 * const { variances, encode } = leadingComponents({ values: [0, 0, 3, 4, 6, 8], shape: [3, 2] }, 1);
 * variances; // [25]
 * encode({ values: [6, 8], shape: [1, 2] }).values; // [5]
 */
export function leadingComponents(vectors: HostArray<ArrayLike<number>>, count: number): LeadingComponents {
  const { values, rows, size } = float64Vectors(where, vectors);
  if (rows < 2) throw wrong('SHAPE', 'at least 2 rows', String(rows), 'Pass the vectors of a whole split.');
  if (!Number.isSafeInteger(count) || count < 1 || count > size)
    throw wrong('OPTION', `a count from 1 to ${size}`, String(count), 'Pass how many components to keep.');
  const mean = centre(values, rows, size);
  const width = Math.min(size, count + beside);
  const noise = fillNormal(new Float32Array(size * width), { seed: 0, stream: streams.embeddings, step: 0 });
  let basis = orthonormal(Matrix.from1DArray(size, width, noise));
  for (let round = 1; ; round++) {
    const applied = timesCovariance({ values, rows }, basis);
    const { turned, image, variances } = ritz(basis, applied);
    if (round === mostRounds || residual({ turned, image, variances, count }) <= tolerance * (variances[0] as number)) {
      const components = new Float64Array(count * size);
      for (let k = 0; k < count; k++) components.set(pointed(turned.getColumn(k)), k * size);
      return {
        mean,
        variances: Float64Array.from(variances.slice(0, count), (value) => Math.max(0, value)),
        components,
        encode: (given) => encoded(given, { mean, components, count }),
      };
    }
    basis = orthonormal(image);
  }
}

/** Takes the mean from each row, in place. @returns the mean */
function centre(values: Float64Array, rows: number, size: number): Float64Array {
  const mean = new Float64Array(size);
  for (let i = 0; i < values.length; i++) mean[i % size] = (mean[i % size] as number) + (values[i] as number) / rows;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) - (mean[i % size] as number);
  return mean;
}

/** A column that depends on others has no place in Q; rounding gives it some direction, which does no harm. */
const orthonormal = (matrix: Matrix): Matrix => new QrDecomposition(matrix).orthogonalMatrix;

/** Turned so that QᵀΣQ is diagonal, greatest first: Rayleigh and Ritz. */
function ritz(basis: Matrix, applied: Matrix): { turned: Matrix; image: Matrix; variances: number[] } {
  const inside = basis.transpose().mmul(applied);
  const symmetric = Matrix.add(inside, inside.transpose()).mul(0.5);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const order = realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => (realEigenvalues[b] as number) - (realEigenvalues[a] as number));
  const turn = eigenvectorMatrix.subMatrixColumn(order);
  return {
    turned: basis.mmul(turn),
    image: applied.mmul(turn),
    variances: order.map((i) => realEigenvalues[i] as number),
  };
}

interface Pairs {
  readonly turned: Matrix;
  /** Σ · turned */
  readonly image: Matrix;
  readonly variances: readonly number[];
  readonly count: number;
}

/** The greatest ‖Σ u − λ u‖ of the wanted directions. */
function residual({ turned, image, variances, count }: Pairs): number {
  const left = Array.from({ length: count }, (_, k) => {
    const variance = variances[k] as number;
    return Math.hypot(...turned.getColumn(k).map((value, j) => image.get(j, k) - variance * value));
  });
  return Math.max(...left);
}

function encoded(
  vectors: HostArray<ArrayLike<number>>,
  { mean, components, count }: { mean: Float64Array; components: Float64Array; count: number },
): HostArray {
  const { rows, size } = checkVectors(`${where}, encode`, vectors);
  const { values, scale = 1 } = vectors;
  if (size !== mean.length) {
    const todo = 'Pass rows of the same size as the components.';
    throw wrong('SHAPE', `rows of ${counted(mean.length, 'number')}`, `rows of ${size}`, todo, ', encode');
  }
  const codes = new Float32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let j = 0; j < size; j++) {
        const value = (values[row * size + j] as number) * scale - (mean[j] as number);
        sum += (components[k * size + j] as number) * value;
      }
      codes[row * count + k] = sum;
    }
  }
  return { values: codes, shape: [rows, count] };
}

function wrong(code: 'SHAPE' | 'OPTION', want: string, received: string, todo: string, method = '') {
  return expected({ where: `${where}${method}`, expected: want, received, todo, code });
}
