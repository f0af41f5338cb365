import type { HostArray } from '@latentkit/core';
import { leadingComponents } from '../components/leadingComponents.ts';
import { principalComponents } from '../components/principalComponents.ts';

/** Vectors of more numbers than this get their plane without all the other components, which would take the time. */
const fewNumbers = 64;

/**
 * Vectors in the plane of their first two principal components.
 *
 * @param vectors [n, …], n and the size at least 2
 * @returns [n, 2], in units of the vectors
 * @throws SHAPE, NOT_FINITE, OPTION for no vectors, a single one, or vectors of one number
 * @see `principalComponents` for the share of the variance that the plane has
 * @example
 * pca({ values: [0, 0, 0, 3, 0, 0, 6, 0, 0], shape: [3, 3] }).values; // [-3, 0, 0, 0, 3, 0]
 */
export function pca(vectors: HostArray<ArrayLike<number>>): HostArray {
  const few = vectors.values.length <= fewNumbers * (vectors.shape[0] as number);
  return few ? principalComponents(vectors).encode(vectors, 2) : leadingComponents(vectors, 2).encode(vectors);
}
