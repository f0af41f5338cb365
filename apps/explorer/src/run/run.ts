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
  /** Observations [batch, …exampleShape] → codes (means, for a posterior) [batch, …latentShape], and log v. */
  encode(observations: Float32Array): Promise<{ code: Float32Array; logVariance?: Float32Array }>;
  /** Codes [batch, …latentShape] → reconstructions [batch, …exampleShape]. @param given the class, for a conditional model; 0 unless told */
  decode(codes: Float32Array, given?: number): Promise<Float32Array>;
  /** Enc, then Dec. */
  reconstruct(observations: Float32Array): Promise<Float32Array>;
  /** Each term of the free energy at the encoder's code, [batch]. */
  energy(observations: Float32Array): Promise<Readonly<Record<string, Float32Array>>>;
}
