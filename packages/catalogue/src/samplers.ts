import { expected } from '@latentkit/errors';
import {
  aggregatePosteriorSampler,
  type FittedSampler,
  gaussianMixtureSampler,
  normalSampler,
  priorSampler,
  uniformSampler,
} from '@latentkit/samplers';
import { encoded, first, posteriors, requirePosterior } from '@latentkit/runs';
import type { OpenRun } from '@latentkit/runs';

export interface FitOptions {
  /** Gaussians of a mixture. */
  readonly components: number;
  /** Training examples whose codes are fitted. */
  readonly codes: number;
  readonly seed: number;
}

interface SamplerEntry {
  readonly title: (options: FitOptions) => string;
  /** Needs an encoder that gives a distribution. */
  readonly ofPosteriors?: true;
  fit(run: OpenRun, options: FitOptions): Promise<FittedSampler>;
}

const codesOf = async (run: OpenRun, { codes }: FitOptions) => encoded(run, first((await run.data()).train.y, codes));

/** Nats a code, scikit-learn's: what a mixture gains below it is not seen in images, and takes most of the time. */
const tolerance = 1e-3;

/** The one table from names to samplers of codes. */
export const samplers = {
  uniform: {
    title: () => 'uniform within bounds',
    fit: async (run, options) => uniformSampler().fit(await codesOf(run, options)),
  },
  normal: {
    title: () => 'normal with the data’s covariance',
    fit: async (run, options) => normalSampler().fit(await codesOf(run, options)),
  },
  prior: {
    title: () => 'prior N(0, I)',
    fit: async (run, options) => priorSampler().fit(await codesOf(run, { ...options, codes: 1 })),
  },
  'aggregate-posterior': {
    title: () => 'aggregate posterior',
    ofPosteriors: true,
    async fit(run, { codes }) {
      const y = first((await run.data()).train.y, codes);
      return aggregatePosteriorSampler().fit(requirePosterior(run, await posteriors(run, y)));
    },
  },
  mixture: {
    title: ({ components }) => `mixture of ${components} Gaussians`,
    async fit(run, options) {
      const { components, seed } = options;
      return gaussianMixtureSampler({ components, restarts: 1, tolerance }).fit(await codesOf(run, options), { seed });
    },
  },
} satisfies Record<string, SamplerEntry>;

export type SamplerName = keyof typeof samplers;

export const samplerNames = Object.keys(samplers) as [SamplerName, ...SamplerName[]];

/** The samplers that a model can have, in the table's order. */
export function samplersOf({ model }: OpenRun): [SamplerName, SamplerEntry][] {
  const all = Object.entries<SamplerEntry>(samplers) as [SamplerName, SamplerEntry][];
  return all.filter(([, { ofPosteriors }]) => !ofPosteriors || model.posterior !== undefined);
}

/** @throws FLAG for more Gaussians than there are codes */
export function checkComponents({ components, codes }: FitOptions, examples: number): void {
  const most = Math.min(codes, examples);
  if (components <= most) return;
  throw expected({
    where: '--components',
    expected: `at most ${most}, one for each code`,
    received: String(components),
    todo: 'Ask fewer, or fit more codes.',
    code: 'FLAG',
  });
}
