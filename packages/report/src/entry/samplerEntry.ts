import type { OpenRun } from '@latentkit/runs';
import type { FittedSampler } from '@latentkit/samplers';

export interface FitOptions {
  /** Gaussians of a mixture. */
  readonly components: number;
  /** Training examples whose codes are fitted. */
  readonly codes: number;
  readonly seed: number;
}

/** A distribution of codes by name, fitted to those of a run. See `defineSampler`. */
export interface SamplerEntry {
  readonly title: (options: FitOptions, run: OpenRun) => string;
  /** Needs an encoder that gives a distribution. */
  readonly ofPosteriors?: true;
  fit(run: OpenRun, options: FitOptions): Promise<FittedSampler>;
}

/** Samplers by name. */
export type Samplers = Readonly<Record<string, SamplerEntry>>;

/**
 * A sampler of codes for a catalogue.
 *
 * @example
 * const entry = defineSampler({
 *   title: () => 'normal with the data’s covariance',
 *   fit: async (run, { codes }) => normalSampler().fit(await encoded(run, first((await run.data()).train.y, codes))),
 * });
 * entry.ofPosteriors; // undefined
 */
export const defineSampler = (entry: SamplerEntry): SamplerEntry => entry;

/** The samplers that a model can have, in the table's order. */
export function samplersOf({ model }: OpenRun, samplers: Samplers): [string, SamplerEntry][] {
  return Object.entries(samplers).filter(([, { ofPosteriors }]) => !ofPosteriors || model.posterior !== undefined);
}
