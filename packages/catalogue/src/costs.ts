import { absoluteError, binaryCrossEntropy, squaredError } from '@latentkit/losses';
import type { CostEntry } from './parts.ts';

export const costs = {
  'squared-error': { cost: squaredError, unit: 'squared error' },
  'absolute-error': { cost: absoluteError, unit: 'absolute error' },
  'binary-cross-entropy': { cost: binaryCrossEntropy, unit: 'nats', domain: { low: 0, high: 1 } },
} satisfies Record<string, CostEntry>;
