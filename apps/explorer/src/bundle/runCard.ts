/** `run.json`: what a page must know of a run before it reads the files beside it. */
export interface RunCard {
  /** The folder's name. */
  readonly name: string;
  readonly model: string;
  readonly data: string;
  /** Shape of one observation, without the batch. */
  readonly exampleShape: readonly number[];
  /** Shape of one code, without the batch. */
  readonly latentShape: readonly number[];
  /** observation = byte · scale; 1 for numbers that are stored as they are. */
  readonly scale: number;
  readonly stored: 'u8' | 'f32';
  /** Observations that are there: the first of the evaluated rows. */
  readonly images: number;
  /** Codes that are there; the first `images` of them are of the observations. */
  readonly count: number;
  /** Of a table: what each number of an observation is. */
  readonly columns?: readonly Column[];
  /** Names of classes, where rows have one. */
  readonly labels?: readonly string[];
  /** Whether encoder.onnx gives `logVariance` beside `code`. */
  readonly posterior: boolean;
  /** Number of classes of a conditional model: decoder.onnx takes `given` [batch, classes], one-hot, and `code`. */
  readonly classes?: number;
  /** F = Σ weight · term: outputs of energy.onnx by name, each [batch]. */
  readonly energy: { readonly terms: readonly EnergyTerm[] };
  /** Codes were trained towards N(0, I). */
  readonly prior: boolean;
  /** Principal axes of the stored codes, the greatest variance first; at most 16, of length 1. */
  readonly principal: {
    readonly mean: readonly number[];
    readonly axes: readonly (readonly number[])[];
    readonly variances: readonly number[];
  };
  /** Fitted to codes, where they are of few enough numbers. */
  readonly mixture?: Mixture;
  readonly denoising?: { readonly corruption: string; readonly amount: number };
  /** Mean of each evaluated term after the last epoch. */
  readonly final: Readonly<Record<string, number>>;
  /** The command that trains it again. */
  readonly trained: string;
}

/** A column in its own unit is mean + deviation · number. */
export interface Column {
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
}

export interface EnergyTerm {
  readonly name: string;
  readonly weight: number;
  readonly unit: string;
}

/** p(z) = Σₖ wₖ N(z; μₖ, LₖLₖᵀ) */
export interface Mixture {
  /** w [components] */
  readonly weights: readonly number[];
  /** μ [components, size] */
  readonly means: readonly (readonly number[])[];
  /** Lower triangular L [components, size · size], row by row, zeros included. */
  readonly factors: readonly (readonly number[])[];
}

/** `index.json`: the runs of a site, each a folder beside it. */
export interface SiteIndex {
  readonly latentkit: string;
  readonly runs: readonly string[];
}

/**
 * Numbers of one thing of this shape.
 *
 * @example
 * sizeOf([28, 28, 1]); // 784
 */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);
