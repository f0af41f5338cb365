/** Codes in float64, row by row. */
export interface Codes {
  /** [rows · size] */
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
}

/** The parameters of a mixture of Gaussians. */
export interface Estimate {
  /** w [components] */
  readonly weights: Float64Array;
  /** μ [components, size] */
  readonly means: Float64Array;
  /** Σ [components, size, size] */
  readonly covariances: Float64Array;
}
