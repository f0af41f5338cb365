import type { HostArray } from '@latentkit/core';
import { checkVectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { momentsOf } from '../gaussians/momentsOf.ts';
import { pointed } from './pointed.ts';

const where = 'principalComponents';

/** The linear code of least squared error: what an autoencoder of the same code size is to be compared with. */
export interface PrincipalComponents {
  /** [size] */
  readonly mean: Float64Array;
  /** The variance along each component, greatest first, of n − 1: [size] */
  readonly variances: Float64Array;
  /** One component per row, of length 1, its number of the greatest magnitude positive: [size, size] */
  readonly components: Float64Array;
  /** Share of the variance that the first k components have, at [k − 1]: [size], ending at 1. */
  readonly explained: Float64Array;
  /** y [n, …] → its first `size` components about the mean [n, size]. */
  encode(vectors: HostArray<ArrayLike<number>>, size: number): HostArray;
  /** codes [n, size] → ỹ [n, numbers of a row]. */
  decode(codes: HostArray<ArrayLike<number>>): HostArray;
  /** Mean over the rows of ‖y − ỹ‖² with codes of `size` numbers: the scale of `squaredError`. */
  reconstructionError(vectors: HostArray<ArrayLike<number>>, size: number): number;
}

/**
 * The eigenvectors of the covariance of vectors: principal component analysis.
 *
 * 60 000 images of 784 pixels take some seconds and little more memory than the images.
 *
 * @param vectors [n, …], n ≥ 2, e.g. the table of a split
 * @throws SHAPE, NOT_FINITE for no vectors, a single one, or one of another size; OPTION for a code size that is not valid
 * @see Pearson, 1901; Baldi & Hornik, "Neural networks and principal component analysis", 1989
 * @example
 * const pca = principalComponents({ values: [0, 0, 1, 2, 2, 4, 3, 6], shape: [4, 2] });
 * pca.explained; // [1, 1]
 * pca.encode({ values: [1.5, 3], shape: [1, 2] }, 1).values; // [0]
 * pca.reconstructionError({ values: [3, 1], shape: [1, 2] }, 1); // 5
 */
export function principalComponents(vectors: HostArray<ArrayLike<number>>): PrincipalComponents {
  const { mean, covariance } = momentsOf(vectors);
  const width = mean.length;
  const sigma = Matrix.from1DArray(width, width, covariance);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(sigma, { assumeSymmetric: true });
  const order = realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => (realEigenvalues[b] as number) - (realEigenvalues[a] as number));
  const variances = Float64Array.from(order, (i) => Math.max(0, realEigenvalues[i] as number));
  const components = new Float64Array(width * width);
  order.forEach((column, k) => {
    components.set(pointed(eigenvectorMatrix.getColumn(column)), k * width);
  });
  const encode = (name: string, rows: HostArray<ArrayLike<number>>, size: number) => {
    const found = checkVectors(`${where}, ${name}`, rows);
    checkSize(`${where}, ${name}`, found.size, width, size);
    return { ...encoded(rows, { mean, components, size }), rows: found.rows };
  };
  return {
    mean,
    variances,
    components,
    explained: shares(variances),
    encode(rows, size) {
      const { codes, rows: count } = encode('encode', rows, size);
      return { values: codes, shape: [count, size] };
    },
    decode(codes) {
      const { rows, size } = checkVectors(`${where}, decode`, codes);
      checkSize(`${where}, decode`, width, width, size);
      return { values: decoded(codes, { mean, components, size }), shape: [rows, width] };
    },
    reconstructionError(rows, size) {
      const { left, rows: count } = encode('reconstructionError', rows, size);
      return left / count;
    },
  };
}

interface Basis {
  readonly mean: Float64Array;
  readonly components: Float64Array;
  readonly size: number;
}

/** Codes [rows · size], and what they leave: Σ ‖y − mean‖² − ‖code‖². */
function encoded(
  { values, scale = 1 }: HostArray<ArrayLike<number>>,
  { mean, components, size }: Basis,
): { codes: Float32Array; left: number } {
  const width = mean.length;
  const rows = values.length / width;
  const codes = new Float32Array(rows * size);
  const centred = new Float64Array(width);
  let left = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) {
      const value = (values[row * width + j] as number) * scale - (mean[j] as number);
      centred[j] = value;
      left += value * value;
    }
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (components[k * width + j] as number) * (centred[j] as number);
      codes[row * size + k] = sum;
      left -= sum * sum;
    }
  }
  return { codes, left: Math.max(0, left) };
}

function decoded({ values, scale = 1 }: HostArray<ArrayLike<number>>, { mean, components, size }: Basis): Float32Array {
  const width = mean.length;
  return Float32Array.from({ length: (values.length / size) * width }, (_, at) => {
    const row = Math.floor(at / width);
    const j = at % width;
    let sum = mean[j] as number;
    for (let k = 0; k < size; k++)
      sum += (values[row * size + k] as number) * scale * (components[k * width + j] as number);
    return sum;
  });
}

/** HostArray<ArrayLike<number>> that do not vary leave nothing to explain: 1. */
function shares(variances: Float64Array): Float64Array {
  const total = variances.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return variances.map((value) => {
    sum += value;
    return total > 0 ? sum / total : 1;
  });
}

function checkSize(name: string, width: number, wanted: number, size: number): void {
  if (width !== wanted) {
    throw expected({
      where: name,
      expected: `rows of ${wanted} numbers`,
      received: `rows of ${width}`,
      todo: 'Pass rows of the same size as the components.',
      code: 'SHAPE',
    });
  }
  if (!Number.isSafeInteger(size) || size < 1 || size > wanted) {
    throw expected({
      where: name,
      expected: `a code size from 1 to ${wanted}`,
      received: String(size),
      todo: 'Pass how many components to keep.',
      code: 'OPTION',
    });
  }
}
