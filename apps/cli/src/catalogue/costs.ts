import { absoluteError, binaryCrossEntropy, squaredError } from '@latentkit/losses';

/** C(y, ỹ) per example, by name. */
export const costs = {
  'squared-error': squaredError,
  'absolute-error': absoluteError,
  'binary-cross-entropy': binaryCrossEntropy,
} as const;

export type CostName = keyof typeof costs;

export const costNames = Object.keys(costs) as [CostName, ...CostName[]];
