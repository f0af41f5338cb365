import type { HostArray } from '@latentkit/core';

/**
 * A distribution of codes that is learned from codes.
 *
 * @typeParam Parameters what is learned: plain data, as JSON holds it
 * @typeParam Data what it is learned from
 */
export interface Sampler<Parameters, Data = HostArray<ArrayLike<number>>, Fitted = FittedSampler<Parameters>> {
  /** @param options.seed of the random numbers of the fit, if it draws any */
  fit(data: Data, options?: { readonly seed?: number }): Fitted;
  /** The sampler that `parameters` were read from. */
  from(parameters: Parameters): FittedSampler<Parameters>;
}

/** A distribution p(z) of codes. */
export interface FittedSampler<Parameters = unknown> {
  /** Latent dimensions. */
  readonly size: number;
  /** What was learned: `JSON.stringify` keeps every bit of it, `Sampler.from` takes it back. */
  readonly parameters: Parameters;
  /**
   * Codes drawn from p(z): code i is a function of the seed and of i, not of the count.
   *
   * @param options.first the number of the code that comes first, 0 by default
   * @returns [count, size], codes first … first + count − 1
   */
  sample(count: number, options: { readonly seed: number; readonly first?: number }): HostArray;
  /**
   * log p(z) of each code, in nats.
   *
   * @param codes [n, size]
   * @returns [n]
   */
  logDensity(codes: HostArray<ArrayLike<number>>): Float64Array;
}
