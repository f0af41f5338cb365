import { absoluteError, binaryCrossEntropy, squaredError } from '@latentkit/losses';
import { mixedError } from '@latentkit/models';
import type { CostEntry } from './parts.ts';

export const costs = {
  'squared-error': { cost: squaredError, unit: 'squared error' },
  'absolute-error': { cost: absoluteError, unit: 'absolute error' },
  'binary-cross-entropy': { cost: binaryCrossEntropy, unit: 'nats', domain: { low: 0, high: 1 } },
  // Of numbers alone it is the squared error.
  'mixed-error': { cost: squaredError, ofColumns: mixedError, unit: 'squared error + nats' },
} satisfies Record<string, CostEntry>;
