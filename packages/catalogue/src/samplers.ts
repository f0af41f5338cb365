import { defineSampler, type FitOptions, priorOf, type SamplerEntry } from '@latentkit/report';
import { encoded, first, type OpenRun, posteriors, requirePosterior } from '@latentkit/runs';
import {
  aggregatePosteriorSampler,
  gaussianMixtureSampler,
  normalSampler,
  priorSampler,
  uniformSampler,
} from '@latentkit/samplers';

const codesOf = async (run: OpenRun, { codes }: Pick<FitOptions, 'codes'>) =>
  encoded(run, first((await run.data()).train.y, codes));

/** Nats per code, scikit-learn's: what a mixture gains below it is not seen in images, and takes most of the time. */
const tolerance = 1e-3;

export const samplers = {
  uniform: defineSampler({
    title: () => 'uniform within bounds',
    fit: async (run, options) => uniformSampler().fit(await codesOf(run, options)),
  }),
  normal: defineSampler({
    title: () => 'normal with the data’s covariance',
    fit: async (run, options) => normalSampler().fit(await codesOf(run, options)),
  }),
  prior: defineSampler({
    // A plain autoencoder has none: these codes are what its decoder was never trained on.
    title: (_, run) => (priorOf(run) || run.model.posterior ? 'prior p(z)' : 'normal N(0, I)'),
    fit: async (run) => priorOf(run) ?? priorSampler().fit(await codesOf(run, { codes: 1 })),
  }),
  'aggregate-posterior': defineSampler({
    title: () => 'aggregate posterior',
    ofPosteriors: true,
    async fit(run, { codes }) {
      const y = first((await run.data()).train.y, codes);
      return aggregatePosteriorSampler().fit(requirePosterior(run, await posteriors(run, y)));
    },
  }),
  mixture: defineSampler({
    title: ({ components }) => `mixture of ${components} Gaussians`,
    async fit(run, options) {
      const { components, seed } = options;
      return gaussianMixtureSampler({ components, restarts: 1, tolerance }).fit(await codesOf(run, options), { seed });
    },
  }),
} satisfies Record<string, SamplerEntry>;
