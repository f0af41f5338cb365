/** A fault of a run, in words for its user. */
export interface Finding {
  readonly fault:
    | 'under-trained'
    | 'overfit'
    | 'identity'
    | 'data not told from noise'
    | 'posterior collapse'
    | 'unused latent dimensions'
    | 'dead codebook entries'
    | 'outliers';
  /** What was measured, in one or two sentences with the numbers. */
  readonly tells: string;
  /** What to do: a sentence, with the flag or command. */
  readonly help: string;
}
