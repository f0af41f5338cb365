/** One number each for every number of a row: y = (x − mean) / deviation. */
export interface Standardization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}
