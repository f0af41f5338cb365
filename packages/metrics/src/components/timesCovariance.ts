import { Matrix } from 'ml-matrix';

/**
 * Σ Q = Xᵀ(X Q) / (n − 1), the covariance of centred rows never made.
 *
 * Costs 2 · rows · size · width multiplications.
 *
 * @param basis Q [size, width]
 * @returns [size, width]
 */
export function timesCovariance({ values, rows }: { values: Float64Array; rows: number }, basis: Matrix): Matrix {
  const { rows: size, columns: width } = basis;
  const q = Float64Array.from(basis.to1DArray());
  const sums = new Float64Array(size * width);
  const along = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    along.fill(0);
    for (let j = 0; j < size; j++) {
      const value = values[row * size + j] as number;
      if (value === 0) continue;
      for (let k = 0; k < width; k++) along[k] = (along[k] as number) + value * (q[j * width + k] as number);
    }
    for (let j = 0; j < size; j++) {
      const value = (values[row * size + j] as number) / (rows - 1);
      if (value === 0) continue;
      for (let k = 0; k < width; k++) {
        sums[j * width + k] = (sums[j * width + k] as number) + value * (along[k] as number);
      }
    }
  }
  return Matrix.from1DArray(size, width, sums);
}
