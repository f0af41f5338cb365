export const meanOf = (values: ArrayLike<number>) => sum(values, (value) => value) / values.length;

/** The standard error of the mean of a sample. */
export function standardError(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  return Math.sqrt(sum(values, (value) => (value - mean) ** 2)) / Math.max(1, values.length - 1);
}

export const medianOf = (values: ArrayLike<number>) => Float64Array.from(values).sort()[values.length >> 1] as number;

/** Median absolute deviation, scaled to the standard deviation of a Gaussian. */
export function robustDeviation(values: ArrayLike<number>): number {
  const median = medianOf(values);
  return 1.4826 * medianOf(Float64Array.from(values, (value) => Math.abs(value - median)));
}

function sum(values: ArrayLike<number>, of: (value: number) => number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += of(values[i] as number);
  return total;
}

/** Three digits, as people write them. */
export const shown = (value: number) => String(Number(value.toPrecision(3)));
export const percent = (share: number) => `${shown(100 * share)} %`;
