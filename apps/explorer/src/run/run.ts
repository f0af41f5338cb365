import type { RunCard } from '../bundle/index.ts';

/** A run in the page: what is stored of it, and its networks. */
export interface Run {
  readonly card: RunCard;
  /** [images, …exampleShape], as the encoder takes them. */
  readonly images: Float32Array;
  /** [count, …latentShape] */
  readonly codes: Float32Array;
  /** log v of q(z|x), as codes. */
  readonly logVariances?: Float32Array;
  /** [count], indices of `card.labels`. */
  readonly labels?: Uint8Array;
  /** Observations [batch, …exampleShape] → their codes. */
  encode(observations: Float32Array): Promise<Encoded>;
  /**
   * Codes [batch, …latentShape] → reconstructions [batch, …exampleShape].
   *
   * @param given of a conditional model: one class for all, the first by default, or what `encode` gave
   */
  decode(codes: Float32Array, given?: number | Float32Array): Promise<Float32Array>;
  /** Enc, then Dec. */
  reconstruct(observations: Float32Array): Promise<Float32Array>;
  /** Each term of the free energy at the encoder's code, [batch]. */
  energy(observations: Float32Array): Promise<Readonly<Record<string, Float32Array>>>;
}

/** What the encoder says of observations. */
export interface Encoded {
  /** [batch, …latentShape]; the mean of q(z|x), where there is one. */
  readonly code: Float32Array;
  /** log v of q(z|x), as code. */
  readonly logVariance?: Float32Array;
  /** For a conditional model: the class that it assigns to an observation, one-hot [batch, classes]. */
  readonly given?: Float32Array;
}
