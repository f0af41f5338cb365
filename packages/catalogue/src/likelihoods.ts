import { bernoulli, gaussian, laplace } from '@latentkit/models';
import type { LikelihoodEntry } from './parts.ts';

export const likelihoods = {
  bernoulli: { of: () => bernoulli(), domain: { low: 0, high: 1 } },
  gaussian: { of: () => gaussian() },
  'learned-gaussian': { of: () => gaussian({ standardDeviation: 'learned' }) },
  laplace: { of: () => laplace() },
} satisfies Record<string, LikelihoodEntry>;
