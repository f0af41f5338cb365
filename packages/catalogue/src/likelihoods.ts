import { bernoulli, type ColumnGroup, gaussian, type Likelihood, laplace, mixed } from '@latentkit/models';
import type { LikelihoodEntry } from './parts.ts';

/** A tenth of the deviation of a standardised column: what is closer to a model is noise, and columns of few values keep a bound. */
const leastDeviation = 0.1;

/** Numbers alone need no other likelihood. */
const ofColumns = (numbers: Likelihood) => (columns?: readonly ColumnGroup[]) =>
  columns ? mixed({ columns, numbers }) : numbers;

export const likelihoods = {
  bernoulli: { of: () => bernoulli(), domain: { low: 0, high: 1 } },
  gaussian: { of: () => gaussian() },
  'learned-gaussian': { of: () => gaussian({ standardDeviation: 'learned' }) },
  laplace: { of: () => laplace() },
  mixed: { of: ofColumns(gaussian()) },
  'learned-mixed': { of: ofColumns(gaussian({ standardDeviation: 'learned', least: leastDeviation })) },
} satisfies Record<string, LikelihoodEntry>;
