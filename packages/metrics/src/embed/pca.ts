import type { HostArray, Vectors } from '@latentkit/core';
import { principalComponents } from '../components/principalComponents.ts';

/**
 * Vectors in the plane of their first two principal components.
 *
 * @param vectors [n, …], n and the size at least 2
 * @returns [n, 2], in units of the vectors
 * @throws SHAPE, NOT_FINITE, OPTION for vectors that are none, one, or of one number
 * @see `principalComponents` for the share of the variance that the plane has
 * @example
 * pca({ values: [0, 0, 0, 3, 0, 0, 6, 0, 0], shape: [3, 3] }).values; // [-3, 0, 0, 0, 3, 0]
 */
export function pca(vectors: Vectors): HostArray {
  return principalComponents(vectors).encode(vectors, 2);
}
