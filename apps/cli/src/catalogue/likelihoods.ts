import { bernoulli, gaussian, laplace } from '@latentkit/models';

/** p(y|z) by name. */
export const likelihoods = {
  bernoulli: () => bernoulli(),
  gaussian: () => gaussian(),
  'learned-gaussian': () => gaussian({ standardDeviation: 'learned' }),
  laplace: () => laplace(),
} as const;

export type LikelihoodName = keyof typeof likelihoods;

export const likelihoodNames = Object.keys(likelihoods) as [LikelihoodName, ...LikelihoodName[]];
