import type { HostArray } from '@latentkit/core';
import { checkVectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

/** The first two moments of vectors. */
export interface Moments {
  /** μ [size] */
  readonly mean: Float64Array;
  /** Σ [size, size], of n − 1 */
  readonly covariance: Float64Array;
}

/** Rows whose products are added at once. */
const BLOCK = 8;

/**
 * The mean and the covariance (of n − 1) of vectors, in float64.
 *
 * Costs rows · size² / 2 multiplications where no number is the least of its column, and far fewer where most are, as in MNIST.
 *
 * @param vectors [n, …], n ≥ 2: codes, features, or a table of images as it is
 * @returns mean [size] and covariance [size, size]
 * @throws SHAPE, NOT_FINITE for fewer than two vectors
 * @example
 * momentsOf({ values: [0, 2, 1, 5, 2, 5], shape: [3, 2] }); // { mean: [1, 4], covariance: [1, 1.5, 1.5, 3] }
 */
export function momentsOf(vectors: HostArray<ArrayLike<number>>): Moments {
  const { rows, size } = checkVectors('momentsOf', vectors);
  if (rows < 2) throw tooFew(rows);
  const { scale = 1 } = vectors;
  const { values } = vectors;
  // About the least of each column nothing cancels by a common offset, and the background of images stays 0.
  const least = new Float64Array(size).fill(Infinity);
  for (let i = 0; i < values.length; i++) least[i % size] = Math.min(least[i % size] as number, values[i] as number);
  const sums = new Float64Array(size);
  const products = new Float64Array(size * size);
  const block = new Float64Array(BLOCK * size);
  for (let from = 0; from < rows; from += BLOCK) {
    const columns = load(vectors, from, least, block);
    addSums(block, columns, sums);
    addProducts(block, columns, products, size);
  }
  // Σ = (Σᵢ xᵢ xᵢᵀ − n m mᵀ) / (n − 1), x and its mean m about the least.
  const covariance = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const product = (products[a * size + b] as number) - ((sums[a] as number) * (sums[b] as number)) / rows;
      const value = (product / (rows - 1)) * scale * scale;
      covariance[a * size + b] = value;
      covariance[b * size + a] = value;
    }
  }
  return { mean: sums.map((sum, j) => (sum / rows + (least[j] as number)) * scale), covariance };
}

/** Some rows about the least, [BLOCK, columns], and which columns they are: those that are not 0 in all of these rows. */
function load(
  { values, shape }: HostArray<ArrayLike<number>>,
  from: number,
  least: Float64Array,
  block: Float64Array,
): Int32Array {
  const size = least.length;
  const count = Math.min(BLOCK, (shape[0] as number) - from);
  const columns: number[] = [];
  for (let j = 0; j < size; j++) {
    for (let row = 0; row < count; row++) {
      if (values[(from + row) * size + j] !== least[j]) {
        columns.push(j);
        break;
      }
    }
  }
  block.fill(0);
  for (let row = 0; row < count; row++) {
    columns.forEach((j, at) => {
      block[row * columns.length + at] = (values[(from + row) * size + j] as number) - (least[j] as number);
    });
  }
  return Int32Array.from(columns);
}

function addSums(block: Float64Array, columns: Int32Array, sums: Float64Array): void {
  for (let i = 0; i < BLOCK * columns.length; i++) {
    const j = columns[i % columns.length] as number;
    sums[j] = (sums[j] as number) + (block[i] as number);
  }
}

/** The lower triangle of products + Σ_rows x xᵀ, eight rows for one pass over it. */
function addProducts(x: Float64Array, columns: Int32Array, products: Float64Array, size: number): void {
  const [n, n2, n3, n4, n5, n6, n7] = [1, 2, 3, 4, 5, 6, 7].map((row) => row * columns.length) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let a = 0; a < n; a++) {
    const row = (columns[a] as number) * size;
    const a0 = x[a] as number;
    const a1 = x[n + a] as number;
    const a2 = x[n2 + a] as number;
    const a3 = x[n3 + a] as number;
    const a4 = x[n4 + a] as number;
    const a5 = x[n5 + a] as number;
    const a6 = x[n6 + a] as number;
    const a7 = x[n7 + a] as number;
    for (let b = 0; b <= a; b++) {
      const at = row + (columns[b] as number);
      products[at] =
        (products[at] as number) +
        a0 * (x[b] as number) +
        a1 * (x[n + b] as number) +
        a2 * (x[n2 + b] as number) +
        a3 * (x[n3 + b] as number) +
        a4 * (x[n4 + b] as number) +
        a5 * (x[n5 + b] as number) +
        a6 * (x[n6 + b] as number) +
        a7 * (x[n7 + b] as number);
    }
  }
}

function tooFew(rows: number) {
  return expected({
    where: 'momentsOf',
    expected: 'at least 2 rows',
    received: String(rows),
    todo: 'Pass the vectors of a whole split.',
    code: 'SHAPE',
  });
}
