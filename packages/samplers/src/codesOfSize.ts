import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

/** Codes [n, size] of a size that is given, in float64. */
export function codesOfSize(
  where: string,
  codes: HostArray<ArrayLike<number>>,
  size: number,
): { values: Float64Array; rows: number } {
  const { values, rows, size: received } = float64Vectors(where, codes);
  if (received !== size) {
    throw expected({
      where,
      expected: `codes of size ${size}`,
      received: `codes of size ${received}`,
      todo: 'Pass codes of the size that the sampler has.',
      code: 'SHAPE',
    });
  }
  return { values, rows };
}
