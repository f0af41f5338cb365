import { type Table, table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { Dataset } from '../dataset.ts';
import type { Standardization } from './standardization.ts';

/**
 * Each number of a row to mean 0 and standard deviation 1: y = (x − mean) / deviation, fitted on the training split and applied to both.
 *
 * What was taken away stays with the data set as `standardization`, plain numbers that a run keeps beside its model: rows that come later
 * are standardised by the same, and reconstructions brought back by `unstandardize`. A constant column has deviation 1.
 *
 * @param by a standardisation fitted before
 * @returns y [rows, …row], float32 of scale 1
 * @throws `SHAPE` when `by` has another number of columns
 * @example
 * const data = standardize(fromArrays({ train: { y: [[1, 10], [3, 30]] } }));
 * data.train.y.values; // [-1, -1, 1, 1]
 */
export function standardize(data: Dataset, by: Standardization = fit(data.train.y)): Dataset {
  const size = rowSize(data.train.y);
  if (by.mean.length !== size || by.deviation.length !== size) {
    throw expected({
      where: 'standardize, by',
      expected: `${size} means and deviations, one per column`,
      received: `${by.mean.length} and ${by.deviation.length}`,
      todo: 'Give the standardisation of a data set with these columns.',
      code: 'SHAPE',
    });
  }
  const apply = ({ values, shape, scale }: Table) =>
    table(
      Float32Array.from(
        values,
        (value, i) => (value * scale - (by.mean[i % size] as number)) / (by.deviation[i % size] as number),
      ),
      shape,
    );
  const { train, test } = data;
  return { ...data, train: { ...train, y: apply(train.y) }, test: { ...test, y: apply(test.y) }, standardization: by };
}

/**
 * Numbers in the unit that they had before `standardize`: x = mean + deviation · y.
 *
 * @param values [rows, …row], e.g. reconstructions
 * @returns [rows, …row]
 * @example
 * unstandardize([-1, 0], { mean: [2, 20], deviation: [1, 10] }); // [1, 20]
 */
export function unstandardize(values: ArrayLike<number>, { mean, deviation }: Standardization): Float64Array {
  // In float64: a time in milliseconds has more digits than float32.
  return Float64Array.from(
    values,
    (value, i) => (mean[i % mean.length] as number) + (deviation[i % mean.length] as number) * value,
  );
}

/** The mean and the standard deviation (of n, as scikit-learn's StandardScaler) of each number of a row, in float64 and two passes. */
function fit(y: Table): Standardization {
  const { values, scale } = y;
  const [rows, size] = [y.shape[0] as number, rowSize(y)];
  const column = (term: (value: number, j: number) => number) => {
    const sums = new Float64Array(size);
    for (let i = 0; i < values.length; i++)
      sums[i % size] = (sums[i % size] as number) + term((values[i] as number) * scale, i % size);
    return Array.from(sums, (sum) => sum / rows);
  };
  const mean = column((value) => value);
  const variance = column((value, j) => (value - (mean[j] as number)) ** 2);
  return { mean, deviation: variance.map((value) => Math.sqrt(value) || 1) };
}
